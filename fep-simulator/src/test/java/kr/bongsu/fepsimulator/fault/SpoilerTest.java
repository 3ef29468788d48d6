package kr.bongsu.fepsimulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.TelegramWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpoilerTest {

    private static final Layout LAYOUT = LayoutReader.defaultLayout();

    @ParameterizedTest
    @EnumSource(Spoil.class)
    void whatMayNotBeTakenIsNoGoodTelegramAndTheRestIsOne(Spoil kind) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = telegram();
        for (int run = 0; run < 20; run++) {
            byte[] spoiled = new Spoiler(LAYOUT).spoil(good, kind, random);
            assertThat(spoiled).as("seed %d", seed).isNotEqualTo(good);
            boolean taken = goodOnes(spoiled) > 0;
            switch (kind.effect()) {
                case TAKEN -> assertThat(taken).isTrue();
                case REFUSED, DROPPED -> assertThat(taken).as("seed %d", seed).isFalse();
            }
        }
    }

    private static int goodOnes(byte[] stream) {
        Framer framer = new Framer(LAYOUT);
        framer.offer(ByteBuffer.wrap(stream));
        List<Decoding> decoded = new ArrayList<>();
        while (framer.next() instanceof Framing.Whole whole) {
            decoded.add(LAYOUT.decode(whole.bytes()));
        }
        return (int) decoded.stream().filter(Decoding.Decoded.class::isInstance).count();
    }

    private static byte[] telegram() {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        Block header = LAYOUT.header();
        writer.begin()
                .put(header.field("P_TransactionType"), "D")
                .put(header.field("P_RequestType"), "Q")
                .put(header.field("P_RecordCount"), 1);
        writer.add(LAYOUT.block("data_header").orElseThrow());
        Block message = LAYOUT.block("message").orElseThrow();
        writer.add(message).put(message.field("send_cnt"), 2);
        Block recipient = LAYOUT.block("recipient").orElseThrow();
        writer.add(recipient).put(recipient.field("device_id"), "token");
        writer.add(recipient).put(recipient.field("device_id"), "other");
        return writer.end();
    }
}
