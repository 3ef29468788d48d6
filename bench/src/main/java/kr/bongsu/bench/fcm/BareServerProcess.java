package kr.bongsu.bench.fcm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A [BareServer] as a process.
final class BareServerProcess implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final int port;

    private BareServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it listens.
    ///
    /// @param folder of the emulator, whose certificate it shows
    static BareServerProcess start(Path folder, int millis) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dio.netty.leakDetection.level=disabled",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareServer.class.getName(),
                                folder.toString(),
                                Integer.toString(millis)));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = process.inputReader();
        String port = output.readLine();
        if (port == null) {
            throw new IOException("the bare server did not start");
        }
        return new BareServerProcess(process, Integer.parseInt(port));
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_LIMIT)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
