package kr.bongsu.supervisor.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The JVM flags that keep a command quick and the daemon small.
///
/// A launcher uses [#COMMAND]; commands start the daemon with [#DAEMON]. Both may add an AOT cache,
/// which must have been made with exactly these flags; one that does not exist must not be named,
/// because the JVM says so on standard output.
public final class JavaFlags {
    /// For commands: they live 50 ms, so nothing is worth compiling twice.
    public static final String COMMAND =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
                    + " -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED";

    /// For the daemon: a small heap that is given back.
    public static final String DAEMON =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
                    + " -Xms6m -Xmx48m -Xmn2m -Xss256k -XX:MaxHeapFreeRatio=20 -XX:MinHeapFreeRatio=10"
                    + " -XX:+UseCompactObjectHeaders"
                    + " -XX:TrimNativeHeapInterval=2000 -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
                    + " -XX:+ExitOnOutOfMemoryError"
                    + " -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED";

    /// Set (to anything) while a command is run to make its AOT cache: the JVM writes it only at an
    /// orderly end.
    static final String TRAIN_PROPERTY = "bongsu.train";

    /// Names the file for the daemon's AOT cache, which the daemon that is started then writes when
    /// it is killed.
    static final String DAEMON_TRAIN_PROPERTY = "bongsu.daemon.train";

    /// Names the daemon's AOT cache, when a launcher has one.
    static final String AOT_PROPERTY = "bongsu.daemon.aot";

    private static final String LINUX_SELECTORS = "sun.nio.ch.EPollSelectorProvider";

    private JavaFlags() {}

    /// Spares a command a fifth of its time before its first socket: the search of every module and
    /// jar for a selector provider, where the usual one is known, and a class made for a single
    /// call by reflection. Must come first in `main`; another JDK or system goes the long way.
    static void hurry() {
        System.setProperty("jdk.reflect.useNativeAccessorOnly", "true");
        if (Class.forName(Object.class.getModule(), LINUX_SELECTORS) != null) {
            System.setProperty("java.nio.channels.spi.SelectorProvider", LINUX_SELECTORS);
        }
    }

    /// The words that start the daemon with this program's own JVM and class path.
    static List<String> daemonCommand() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(DAEMON.split(" ", -1)));
        String cache = System.getProperty(AOT_PROPERTY, "");
        if (!cache.isEmpty() && Files.isReadable(Path.of(cache))) {
            words.add("-XX:AOTCache=" + cache);
        }
        String training = System.getProperty(DAEMON_TRAIN_PROPERTY, "");
        if (!training.isEmpty()) {
            words.add("-XX:AOTCacheOutput=" + training);
        }
        words.add("-cp");
        words.add(absoluteClassPath());
        words.add("kr.bongsu.supervisor.daemon.Main");
        return words;
    }

    static String absoluteClassPath() {
        StringBuilder path = new StringBuilder();
        for (String part : System.getProperty("java.class.path", "").split(":", -1)) {
            path.append(path.isEmpty() ? "" : ":").append(Path.of(part).toAbsolutePath());
        }
        return path.toString();
    }
}
