package kr.bongsu.fepsimulator.line;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.random.RandomGenerator;
import kr.bongsu.fepsimulator.fault.Delivery;
import kr.bongsu.telegram.Layout;

/// Writes telegrams to a connection, cut into pieces as the line's delivery says.
final class Outlet {

    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final Delivery delivery;
    private final int lengthEnd;
    private final RandomGenerator random;
    private int joined;

    Outlet(OutputStream out, Delivery delivery, Layout layout, RandomGenerator random) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.delivery = delivery;
        this.lengthEnd = layout.length().field().offset() + layout.length().field().size();
        this.random = random;
    }

    /// Writes to the buffer what is joined to the telegram that follows.
    void ahead(byte[] telegram) throws IOException {
        out.write(telegram);
    }

    void write(byte[] telegram) throws IOException, InterruptedException {
        int from = 0;
        for (int cut : delivery.cuts(telegram.length, lengthEnd, joined, random)) {
            out.write(telegram, from, cut - from);
            flush();
            if (!delivery.pause().isZero()) {
                Thread.sleep(delivery.pause());
            }
            from = cut;
        }
        out.write(telegram, from, telegram.length - from);
        joined = from == telegram.length ? 0 : joined + 1;
    }

    void flush() throws IOException {
        out.flush();
        joined = 0;
    }
}
