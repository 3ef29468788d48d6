package kr.bongsu.distribution.demo;

import java.io.PrintStream;

/// Where the demo talks to a person.
///
/// @param terminal whether a line of `progress` can be redrawn
record Words(PrintStream sentences, PrintStream progress, boolean terminal) {

    void say(String sentence) {
        sentences.println(sentence);
        sentences.flush();
    }

    ProgressBar bar(long total) {
        return new ProgressBar(progress, terminal, total);
    }
}
