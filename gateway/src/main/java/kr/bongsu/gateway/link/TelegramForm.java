package kr.bongsu.gateway.link;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Layout;

/// The fields of a layout that the gateway works with, looked up once.
public final class TelegramForm {

    private static final List<String> HEADER =
            List.of(
                    "P_TransactionType",
                    "P_Port",
                    "P_Sequence",
                    "P_RecordCount",
                    "P_RequestType",
                    "P_ResponseCode",
                    "P_RetryCount",
                    "P_DATE",
                    "P_TIME",
                    "P_UUID");
    private static final List<String> DATA_HEADER = List.of("D_servicename");
    private static final List<String> MESSAGE =
            List.of("msg_title", "msg_contents", "push_grp_id", "sndn_rsev_hour", "uuid_id");
    private static final List<String> RECIPIENT =
            List.of("csno", "cust_telno", "device_id", "rcms_cnrp_name", "type");

    private final Layout layout;
    private final Header header;
    private final Block dataHeader;
    private final Body body;

    /// @param requestType holds the layout's answer value in an answer
    record Header(
            Field kind,
            Field port,
            Field sequence,
            Field recordCount,
            Field requestType,
            Field responseCode,
            Field retryCount,
            Field date,
            Field time,
            Field uuid) {}

    record Body(Field service, MessageFields message, RecipientFields recipient) {}

    record MessageFields(
            Block block, Field title, Field body, Field group, Field reserved, Field uuid) {}

    record RecipientFields(
            Block block, Field customer, Field phone, Field token, Field company, Field type) {}

    /// @throws IllegalArgumentException if fields are [#missing]
    public TelegramForm(Layout layout) {
        this.layout = layout;
        Block head = layout.header();
        this.header =
                new Header(
                        head.field("P_TransactionType"),
                        head.field("P_Port"),
                        head.field("P_Sequence"),
                        head.field("P_RecordCount"),
                        head.field("P_RequestType"),
                        head.field("P_ResponseCode"),
                        head.field("P_RetryCount"),
                        head.field("P_DATE"),
                        head.field("P_TIME"),
                        head.field("P_UUID"));
        this.dataHeader = block(layout, "data_header");
        Block message = block(layout, "message");
        Block recipient = block(layout, "recipient");
        this.body =
                new Body(
                        dataHeader.field("D_servicename"),
                        new MessageFields(
                                message,
                                message.field("msg_title"),
                                message.field("msg_contents"),
                                message.field("push_grp_id"),
                                message.field("sndn_rsev_hour"),
                                message.field("uuid_id")),
                        new RecipientFields(
                                recipient,
                                recipient.field("csno"),
                                recipient.field("cust_telno"),
                                recipient.field("device_id"),
                                recipient.field("rcms_cnrp_name"),
                                recipient.field("type")));
    }

    /// The fields the gateway needs and the layout lacks, as `block.field`.
    public static List<String> missing(Layout layout) {
        return Stream.of(
                        missing(Optional.of(layout.header()), "header", HEADER),
                        missing(layout.block("data_header"), "data_header", DATA_HEADER),
                        missing(layout.block("message"), "message", MESSAGE),
                        missing(layout.block("recipient"), "recipient", RECIPIENT))
                .flatMap(List::stream)
                .toList();
    }

    public Layout layout() {
        return layout;
    }

    Header header() {
        return header;
    }

    Block dataHeader() {
        return dataHeader;
    }

    Body body() {
        return body;
    }

    private static List<String> missing(Optional<Block> block, String name, List<String> fields) {
        return fields.stream()
                .filter(field -> block.flatMap(found -> found.find(field)).isEmpty())
                .map(field -> name + "." + field)
                .toList();
    }

    private static Block block(Layout layout, String name) {
        return layout.block(name)
                .orElseThrow(() -> new IllegalArgumentException("no block '" + name + "'"));
    }
}
