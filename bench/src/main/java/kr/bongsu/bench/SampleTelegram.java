package kr.bongsu.bench;

import kr.bongsu.fepsimulator.people.Customer;
import kr.bongsu.fepsimulator.people.GeneratedCustomers;
import kr.bongsu.fepsimulator.people.Message;
import kr.bongsu.fepsimulator.people.Messages;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.TelegramWriter;

/// A data telegram as a brokerage's FEP sends it: Korean message, tokens as long as FCM's.
public final class SampleTelegram {

    private static final long SEED = 1;

    private SampleTelegram() {}

    public static byte[] of(Layout layout, int recipients) {
        Block header = layout.header();
        TelegramWriter writer = new TelegramWriter(layout);
        writer.begin()
                .put(header.field("P_TransactionType"), "D")
                .put(header.field("P_RequestType"), "Q")
                .put(header.field("P_RecordCount"), 1)
                .put(header.field("P_Sequence"), 1)
                .put(header.field("P_DATE"), "20260302")
                .put(header.field("P_UUID"), "0123456789abcdef0123456789abcdef");
        message(writer, layout, recipients);
        Block block = layout.block("recipient").orElseThrow();
        GeneratedCustomers customers = new GeneratedCustomers(SEED);
        for (int i = 0; i < recipients; i++) {
            Customer customer = customers.at(i);
            writer.add(block)
                    .put(block.field("csno"), customer.number())
                    .put(block.field("cust_telno"), customer.phone())
                    .put(block.field("device_id"), customer.token())
                    .put(block.field("rcms_cnrp_name"), customer.name())
                    .put(block.field("type"), customer.type());
        }
        return writer.end();
    }

    private static void message(TelegramWriter writer, Layout layout, int recipients) {
        Message message = new Messages(SEED).at(0);
        Block service = layout.block("data_header").orElseThrow();
        writer.add(service).put(service.field("D_servicename"), message.service());
        Block block = layout.block("message").orElseThrow();
        writer.add(block)
                .put(block.field("send_cnt"), recipients)
                .put(block.field("msg_title"), message.title())
                .put(block.field("msg_contents"), message.contents())
                .put(block.field("push_grp_id"), message.group());
    }
}
