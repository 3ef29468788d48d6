package kr.bongsu.gateway.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kr.bongsu.bench.SampleTelegram;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// All that a [Session] does with a telegram between the socket and the ledger: cutting it out of
/// the bytes read, checking it against the layout, reading every field into a submission.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {

    private static final int READ_BYTES = 16 * 1024;

    @Param({"1", "100", "3140"})
    public int recipients;

    private final Layout layout = LayoutReader.defaultLayout();
    private final Framer framer = new Framer(layout);
    private final Reception reception =
            new Reception(
                    new LinkSettings(
                            "multi01",
                            Lane.MULTI,
                            List.of(new LinkSettings.Endpoint("127.0.0.1", 9801)),
                            Optional.empty(),
                            new LinkSettings.Dialogue(
                                    true, Duration.ofSeconds(30), LinkSettings.WhenFull.WAIT)),
                    new TelegramForm(layout),
                    ZoneId.of("Asia/Seoul"));
    private final Instant now = Instant.parse("2026-03-01T20:00:00Z");
    private byte[] telegram = {};

    @Setup
    public void make() {
        telegram = SampleTelegram.of(layout, recipients);
    }

    /// One telegram.
    @Benchmark
    public Submission decode() {
        for (int from = 0; from < telegram.length; from += READ_BYTES) {
            int count = Math.min(READ_BYTES, telegram.length - from);
            framer.offer(ByteBuffer.wrap(telegram, from, count));
            if (framer.next() instanceof Framing.Whole whole) {
                return submission(layout.decode(whole.bytes()));
            }
        }
        throw new IllegalStateException("no telegram came out");
    }

    private Submission submission(Decoding decoding) {
        return switch (decoding) {
            case Decoding.Decoded decoded -> reception.submission(decoded.telegram(), now);
            case Decoding.Malformed malformed ->
                    throw new IllegalStateException(malformed.toString());
        };
    }
}
