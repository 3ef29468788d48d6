package kr.bongsu.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gives unmodified programs what they need to take a socket that is handed to them and to finish
/// their requests before they end: Node a file to load first, Java an agent.
///
/// @param node the file for Node
/// @param java the agent's jar
public record Preloads(Path node, Path java) {
    /// The oldest Java that the agent runs on.
    private static final int FIRST_JAVA = 17;

    List<String> into(List<String> words) {
        List<String> more = new ArrayList<>(words);
        if (isNode(words)) {
            more.addAll(1, List.of("--require", node.toString()));
        } else if (isJava(words)) {
            more.add(1, "-javaagent:" + java);
        }
        return more;
    }

    /// Whether these words start a program that takes any socket that is handed to it.
    boolean serve(List<String> words) {
        return isNode(words) || isJava(words);
    }

    private static boolean isNode(List<String> words) {
        return name(words).equals("node") || name(words).equals("nodejs");
    }

    private static String name(List<String> words) {
        String program = words.getFirst();
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /// Whether it is a Java that can load the agent; its `release` file tells without starting it.
    private static boolean isJava(List<String> words) {
        if (!name(words).equals("java")) {
            return false;
        }
        try {
            Path home = Path.of(words.getFirst()).toRealPath().resolve("../..").normalize();
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith("JAVA_VERSION=")) {
                    String version = line.substring(line.indexOf('"') + 1);
                    return Integer.parseInt(version.split("\\D", 2)[0]) >= FIRST_JAVA;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return false;
        }
        return false;
    }
}
