package kr.bongsu.telegram;

import java.nio.charset.Charset;

/// Telegrams of the default layout for tests.
final class Sample {

    static final Layout LAYOUT = LayoutReader.defaultLayout();
    static final Charset MS949 = Charset.forName("x-windows-949");

    private Sample() {}

    static byte[] heartbeat() {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        header(writer, "H", 1);
        return writer.end();
    }

    /// A D telegram with one record of the given customers.
    static byte[] data(String title, String... customers) {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        header(writer, "D", 1);
        record(writer, title, customers.length, customers);
        return writer.end();
    }

    static void header(TelegramWriter writer, String kind, int records) {
        Block header = LAYOUT.header();
        writer.begin()
                .put(header.field("P_TransactionType"), kind)
                .put(header.field("P_RequestType"), "Q")
                .put(header.field("P_RecordCount"), records);
    }

    static void record(TelegramWriter writer, String title, int sendCount, String... customers) {
        Block message = LAYOUT.block("message").orElseThrow();
        Block recipient = LAYOUT.block("recipient").orElseThrow();
        writer.add(LAYOUT.block("data_header").orElseThrow());
        writer.add(message)
                .put(message.field("send_cnt"), sendCount)
                .put(message.field("msg_title"), title);
        for (String customer : customers) {
            writer.add(recipient).put(recipient.field("csno"), customer);
        }
    }
}
