package kr.bongsu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a running JVM about its memory.
record Jcmd(long pid) {

    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern NATIVE =
            Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern HEAP =
            Pattern.compile("Java Heap \\(reserved=\\d+KB, committed=(\\d+)KB");

    /// Bytes of the objects that a full collection leaves.
    long liveHeap() throws IOException, InterruptedException {
        return number(LIVE, ask("GC.class_histogram"));
    }

    /// Bytes that the JVM has outside of its heap; it must run with
    /// `-XX:NativeMemoryTracking=summary`.
    long outsideHeap() throws IOException, InterruptedException {
        String summary = ask("VM.native_memory", "summary", "scale=KB");
        return (number(NATIVE, summary) - number(HEAP, summary)) * 1024;
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(
                    "jcmd says nothing like '"
                            + pattern
                            + "': "
                            + text.lines().findFirst().orElse(""));
        }
        return Long.parseLong(matcher.group(1));
    }

    private String ask(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        words.add(Long.toString(pid));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("jcmd ended with " + code + ": " + answer);
        }
        return answer;
    }
}
