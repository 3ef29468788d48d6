package kr.bongsu.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A checkout with the real launcher, on a PATH that holds only what a test put there: tools of the
/// system, and scripts in the place of java and Maven that write down how they were called.
record FakeMachine(Path folder) {

    /// What the launcher may use of the system.
    private static final List<String> TOOLS =
            List.of(
                    "awk",
                    "cat",
                    "cksum",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "nice",
                    "readlink",
                    "rm",
                    "sed",
                    "sh",
                    "sleep",
                    "tail",
                    "tr",
                    "touch");

    static FakeMachine in(Path folder) throws IOException {
        FakeMachine machine = new FakeMachine(folder);
        Files.createDirectories(machine.path());
        Files.createDirectories(machine.root().resolve("distribution"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(machine.path().resolve(tool), find(tool));
        }
        for (String file :
                List.of("bongsu", "pom.xml", "distribution/build.sh", "distribution/pom.xml")) {
            Files.copy(
                    Shipped.ROOT.resolve(file),
                    machine.root().resolve(file),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(machine.root().resolve(".mvn"));
        return machine;
    }

    private static Path find(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return Path.of(folder, tool);
            }
        }
        throw new AssertionError("the launcher needs " + tool);
    }

    Path path() {
        return folder.resolve("path");
    }

    Path root() {
        return folder.resolve("checkout");
    }

    Path calls() {
        return folder.resolve("maven-calls.txt");
    }

    /// A JDK of that version whose java prints its arguments, one a line.
    Path addJdk(String name, String version) throws IOException {
        Path jdk = folder.resolve("jdks").resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(
                jdk.resolve("release"),
                "IMPLEMENTOR=\"Test\"\nJAVA_RUNTIME_VERSION=\""
                        + version
                        + "+1\"\nJAVA_VERSION=\""
                        + version
                        + "\"\n");
        script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        script(jdk.resolve("bin/javac"), "exit 1");
        return jdk;
    }

    /// A Maven that takes a moment, then leaves a distribution behind.
    void addMaven() throws IOException {
        Path home = root().resolve("distribution/target/bongsu");
        addMaven(
                """
                sleep 1
                mkdir -p '%1$s/lib' && echo 0.1.0 > '%1$s/VERSION' && touch '%1$s/lib/distribution-0.1.0.jar'
                """
                        .formatted(home));
    }

    void addMaven(String work) throws IOException {
        script(
                path().resolve("mvn"),
                "echo \"$JAVA_HOME $*\" >> '%s'\n%s".formatted(calls(), work));
    }

    void add(String tool) throws IOException {
        script(path().resolve(tool), "exit 0");
    }

    long builds() throws IOException {
        return Files.exists(calls()) ? Files.readString(calls()).lines().count() : 0;
    }

    Command bongsu(Object... arguments) {
        Object[] words = new Object[arguments.length + 1];
        words[0] = root().resolve("bongsu");
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.of(words)
                .with("PATH", path())
                .with("JAVA_HOME", "")
                .with("BONGSU_JAVA_HOME", "")
                .with("HOME", folder)
                .with("BONGSU_JDK_FOLDERS", folder.resolve("jdks"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
