package kr.bongsu.gateway.fcm;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/// Encodes the headers of one connection, and keeps the bytes as long as the headers are the same
/// object: those of every request are.
///
/// What is kept are references into the connection's table of headers and nothing else, so writing
/// them again leaves the table as it is.
final class HeaderBlocks extends DefaultHttp2HeadersEncoder {

    private @Nullable Http2Headers same;
    private byte[] block = {};

    /// @param headers not changed once they were encoded
    @Override
    @SuppressWarnings("ReferenceEquality") // comparing each value is what this saves
    public void encodeHeaders(int stream, Http2Headers headers, ByteBuf buffer)
            throws Http2Exception {
        if (headers == same) {
            buffer.writeBytes(block);
            return;
        }
        same = null;
        int begin = buffer.writerIndex();
        super.encodeHeaders(stream, headers, buffer);
        int length = buffer.writerIndex() - begin;
        if (length == headers.size() && areReferences(buffer, begin, length)) {
            block = new byte[length];
            buffer.getBytes(begin, block);
            same = headers;
        }
    }

    /// The peer has another table of headers from now on.
    @Override
    public void maxHeaderTableSize(long max) throws Http2Exception {
        same = null;
        super.maxHeaderTableSize(max);
    }

    /// One byte a header, its highest bit set: an index (RFC 7541, 6.1).
    private static boolean areReferences(ByteBuf buffer, int begin, int length) {
        return buffer.forEachByte(begin, length, each -> each < 0) < 0;
    }
}
