package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.Test;

class HeaderBlocksTest {

    private static final int REFERENCES = 6;

    private final HeaderBlocks blocks = new HeaderBlocks();
    private final DefaultHttp2HeadersDecoder peer = new DefaultHttp2HeadersDecoder();
    private int stream = 1;

    @Test
    void thePeerReadsTheSameHeadersEveryTimeAndNearlyNothingIsSent() throws Exception {
        Http2Headers headers = headers("Bearer one");
        assertThat(bytesOf(headers)).isGreaterThan(REFERENCES);
        for (int i = 0; i < 3; i++) {
            assertThat(bytesOf(headers)).isEqualTo(REFERENCES);
        }
    }

    @Test
    void anotherTokenIsReadAsSuch() throws Exception {
        Http2Headers one = headers("Bearer one");
        Http2Headers two = headers("Bearer two");
        for (Http2Headers each : new Http2Headers[] {one, one, one, two, one, two, two, two, one}) {
            bytesOf(each);
        }
    }

    @Test
    void aPeerWithoutATableReadsThemToo() throws Exception {
        Http2Headers headers = headers("Bearer one");
        bytesOf(headers);
        bytesOf(headers);
        peer.configuration().maxHeaderTableSize(0);
        blocks.maxHeaderTableSize(0);
        for (int i = 0; i < 3; i++) {
            assertThat(bytesOf(headers)).isGreaterThan(REFERENCES);
        }
    }

    @Test
    void whatDoesNotFitIntoTheTableIsSentInFullEveryTime() throws Exception {
        Http2Headers headers = headers("Bearer " + "x".repeat(5_000));
        for (int i = 0; i < 3; i++) {
            assertThat(bytesOf(headers)).isGreaterThan(3_000);
        }
    }

    /// Encodes them, and has the peer read them.
    private int bytesOf(Http2Headers headers) throws Http2Exception {
        ByteBuf block = Unpooled.buffer();
        blocks.encodeHeaders(stream, headers, block);
        int bytes = block.readableBytes();
        assertThat(peer.decodeHeaders(stream, block)).isEqualTo(headers);
        stream += 2;
        return bytes;
    }

    private static Http2Headers headers(String authorization) {
        return new DefaultHttp2Headers()
                .method("POST")
                .scheme("https")
                .authority("fcm.googleapis.com")
                .path("/v1/projects/p/messages:send")
                .add("content-type", "application/json; charset=UTF-8")
                .add("authorization", authorization);
    }
}
