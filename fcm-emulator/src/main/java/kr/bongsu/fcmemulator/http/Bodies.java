package kr.bongsu.fcmemulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Request bodies: their limit, and gzip undone.
final class Bodies {

    /// A batch of 1,000 topic subscriptions has about 200 KB; a message has 4 KB.
    static final int LIMIT = 1 << 20;

    private static final byte[] EMPTY = {};

    private Bodies() {}

    static byte[] bytes(ByteBuf buffer) {
        return buffer.isReadable() ? ByteBufUtil.getBytes(buffer) : EMPTY;
    }

    /// The body without its `content-encoding: gzip`.
    ///
    /// @throws IOException when it is not gzip or is larger than [#LIMIT] when unpacked
    static byte[] gunzip(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(LIMIT + 1);
            if (plain.length > LIMIT) {
                throw new IOException("body larger than " + LIMIT + " bytes");
            }
            return plain;
        }
    }
}
