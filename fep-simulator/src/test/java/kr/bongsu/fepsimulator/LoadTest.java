package kr.bongsu.fepsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The program as its own process, flat out against a push server that only answers.
///
/// The figures of docs/fep-simulator.md come from a longer run, set with `-Dbongsu.load.telegrams=`
/// and `-Dbongsu.load.recipients=`.
@Timeout(300)
class LoadTest {

    private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");
    private static final int REQUEST_TYPE = 24;
    private static final int HEADER = 86;

    @Test
    void aLineFlatOutIsAnsweredWholeAndASignalEndsTheProgramWithZero() throws Exception {
        int telegrams = Integer.getInteger("bongsu.load.telegrams", 2_000);
        int recipients = Integer.getInteger("bongsu.load.recipients", 10);
        Process simulator = start(telegrams, recipients);
        try (BufferedReader out = simulator.inputReader()) {
            Matcher port = PORT.matcher(out.readLine());
            assertThat(port.find()).isTrue();
            Duration before = cpu(simulator);
            long started = System.nanoTime();
            Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
            Thread.ofPlatform().daemon().start(() -> answerAll(socket));
            String summary = out.readLine();
            double seconds = (System.nanoTime() - started) / 1e9;
            double cpu = cpu(simulator).minus(before).toMillis() / 1e3;
            long sent = (long) telegrams * recipients;
            System.out.printf(
                    "load: %,d recipients in telegrams of %,d: %,.0f/s, %.2f s of CPU, %,.0f for each second of CPU%n",
                    sent, recipients, sent / seconds, cpu, sent / Math.max(cpu, 0.01));
            assertThat(summary).contains("\"good_recipients\":" + sent, "\"unanswered\":0");
            simulator.destroy();
            assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(simulator.exitValue()).isZero();
            socket.close();
        } finally {
            simulator.destroyForcibly();
        }
    }

    private static Process start(int telegrams, int recipients) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--stay",
                        "--line",
                        "name=load,port=0,window=1000,pushes="
                                + telegrams
                                + ",recipients="
                                + recipients)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void answerAll(Socket socket) {
        try (InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            out.write(PushServer.request("A"));
            Framer framer = new Framer(PushServer.LAYOUT);
            byte[] buffer = new byte[256 * 1024];
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                framer.offer(ByteBuffer.wrap(buffer, 0, count));
                while (framer.next() instanceof Framing.Whole(byte[] telegram)) {
                    if (telegram[REQUEST_TYPE] == 'Q') {
                        telegram[REQUEST_TYPE] = 'R';
                        answers.writeBytes("000080".getBytes(StandardCharsets.US_ASCII));
                        answers.write(telegram, 6, HEADER - 6);
                    }
                }
                answers.writeTo(out);
                answers.reset();
            }
        } catch (IOException ended) {
            // the simulator was stopped
        }
    }
}
