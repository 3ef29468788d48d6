package kr.bongsu.supervisor.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Turns a command into the words that start it, choosing the interpreter by extension, first line
/// or request.
///
/// The answer's first word is an absolute path. A program that is missing is an
/// [IllegalArgumentException] whose message says what was looked for and where.
public final class Interpreters {
    private static final int FIRST_LINE = 256;

    private final String searchPath;

    public Interpreters(String searchPath) {
        this.searchPath = searchPath;
    }

    public List<String> words(AppSpec.Command command) {
        if (!Files.isDirectory(command.folder())) {
            throw new IllegalArgumentException(
                    "the folder " + command.folder() + " does not exist");
        }
        List<String> words = new ArrayList<>();
        Path file = command.folder().resolve(command.script());
        boolean isFile = Files.isRegularFile(file);
        String interpreter = command.interpreter().orElse("");
        if (interpreter.isEmpty()) {
            if (!isFile && command.script().strip().indexOf(' ') >= 0) {
                shellLine(words, command);
                return words;
            }
            interpreter = isFile ? byFile(file) : "none";
        }
        if (interpreter.equals("none")) {
            words.add(isFile ? executable(file) : program(command.script(), command.folder()));
        } else {
            words.add(program(interpreter, command.folder()));
            interpreted(words, command, interpreter, file, isFile);
        }
        words.addAll(command.args());
        return words;
    }

    private static void interpreted(
            List<String> words,
            AppSpec.Command command,
            String interpreter,
            Path file,
            boolean isFile) {
        words.addAll(command.interpreterArgs());
        String name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
        boolean java = name.equals("java");
        if (java && file.toString().endsWith(".jar")) {
            words.add("-jar");
        }
        if (isFile) {
            words.add(file.toString());
        } else if (java && !command.script().endsWith(".jar")) {
            words.add(command.script());
        } else if (name.equals("bash") || name.equals("sh")) {
            words.add("-c");
            words.add(command.script());
        } else {
            throw new IllegalArgumentException("the script " + file + " does not exist");
        }
    }

    private void shellLine(List<String> words, AppSpec.Command command) {
        words.add(find("bash").or(() -> find("sh")).orElse("/bin/sh"));
        words.add("-c");
        if (command.args().isEmpty()) {
            words.add(command.script());
        } else {
            words.add(command.script() + " \"$@\"");
            words.add(AppSpec.defaultName(command.script()));
            words.addAll(command.args());
        }
    }

    /// Whether the interpreter speaks Node's channel of messages between processes.
    public static boolean hasNodeChannel(List<String> words) {
        String program = words.getFirst();
        String name = program.substring(program.lastIndexOf('/') + 1);
        return name.equals("node") || name.equals("nodejs") || name.equals("bun");
    }

    private String byFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js", "cjs", "mjs" -> "node";
            case "ts", "tsx", "mts" -> find("bun").isPresent() ? "bun" : "node";
            case "py" -> find("python3").isPresent() ? "python3" : "python";
            case "sh" -> find("bash").isPresent() ? "bash" : "sh";
            case "rb" -> "ruby";
            case "php" -> "php";
            case "pl" -> "perl";
            case "jar", "java" -> "java";
            default -> Files.isExecutable(file) ? "none" : byFirstLine(file);
        };
    }

    /// The interpreter that the first line names, for a file that nobody made executable.
    private static String byFirstLine(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
            if (start.startsWith("#!")) {
                String[] words =
                        start.substring(2).lines().findFirst().orElse("").strip().split("\\s+", -1);
                boolean viaEnv = words[0].endsWith("/env") && words.length > 1;
                return viaEnv ? words[words.length - 1] : words[0];
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the script " + file + " cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "it is not clear how to run "
                        + file
                        + ": make it executable (chmod +x), or name an interpreter");
    }

    private static String executable(Path file) {
        if (!Files.isExecutable(file)) {
            throw new IllegalArgumentException(
                    file + " is not executable; run chmod +x on it, or name an interpreter");
        }
        return file.toString();
    }

    private String program(String name, Path folder) {
        return find(name.indexOf('/') >= 0 ? folder.resolve(name).toString() : name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                name.indexOf('/') >= 0
                                        ? name + " does not exist or is not executable"
                                        : "\""
                                                + name
                                                + "\" is neither a file nor a program in PATH ("
                                                + searchPath
                                                + ")"));
    }

    /// The executable of this name in the search path; a name with a slash is itself the path.
    public Optional<String> find(String name) {
        if (name.indexOf('/') >= 0) {
            return Optional.of(Path.of(name).toAbsolutePath().toString())
                    .filter(path -> Files.isExecutable(Path.of(path)));
        }
        for (String folder : searchPath.split(":", -1)) {
            Path candidate =
                    Path.of(folder.isEmpty() ? "." : folder).toAbsolutePath().resolve(name);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }
}
