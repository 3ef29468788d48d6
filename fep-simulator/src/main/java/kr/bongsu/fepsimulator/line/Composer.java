package kr.bongsu.fepsimulator.line;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.bongsu.fepsimulator.people.Customer;
import kr.bongsu.fepsimulator.people.Message;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.FieldType;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.Part;
import kr.bongsu.telegram.Telegram;
import kr.bongsu.telegram.TelegramWriter;

/// Builds the FEP's telegrams in whatever layout, by the names of its fields; a field that the
/// layout does not have is left out. Not for several threads.
final class Composer {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS");

    private final Layout layout;
    private final Map<String, Field> header;
    private final TelegramWriter writer;
    private final Script script;
    private final int port;

    Composer(Layout layout, Script script, int port) {
        this.layout = layout;
        this.header =
                layout.header().fields().stream()
                        .collect(Collectors.toMap(Field::name, Function.identity()));
        this.writer = new TelegramWriter(layout);
        this.script = script;
        this.port = port;
    }

    byte[] data(Flight flight) {
        Push push = flight.push();
        BlockView view = request("D", flight.sent());
        put(view, "P_Sequence", push.sequence());
        put(view, "P_RecordCount", script.load().records());
        put(view, "P_RetryCount", flight.retryCount());
        put(view, "P_DATE", push.date().format(DATE));
        put(view, "P_UUID", push.uuid());
        long index = script.firstCustomer(push.ordinal());
        body(layout.bodies().getOrDefault("D", List.of()), push, index);
        return writer.end();
    }

    byte[] heartbeat(Instant now) {
        request("H", now);
        return writer.end();
    }

    byte[] answer(Telegram request, String code, Instant now) {
        BlockView view = writer.begin();
        for (Field field : layout.header().fields()) {
            view.echo(field, request.header());
        }
        view.put(layout.answer().field(), layout.answer().value());
        put(view, "P_ResponseCode", Long.parseLong(code));
        put(view, "P_SN_TYPE", serviceType());
        stamp(view, now);
        return writer.end();
    }

    private BlockView request(String kind, Instant now) {
        BlockView view = writer.begin();
        view.put(layout.kind(), kind);
        view.put(layout.answer().field(), "Q");
        put(view, "P_Port", port);
        put(view, "P_SN_TYPE", serviceType());
        put(view, "P_RecordCount", 1);
        stamp(view, now);
        return view;
    }

    private void stamp(BlockView view, Instant now) {
        ZonedDateTime seoul = now.atZone(SEOUL);
        put(view, "P_DATE", seoul.format(DATE));
        put(view, "P_TIME", seoul.format(TIME));
    }

    private String serviceType() {
        return script.load().recipientsEach() == 1 ? "S" : "M";
    }

    /// Writes the parts as often as their counts say.
    ///
    /// @return the index of the customer after the last one written
    private long body(List<Part> parts, Push push, long firstCustomer) {
        long customer = firstCustomer;
        for (Part part : parts) {
            switch (part) {
                case Part.Once once -> {
                    BlockView block = writer.add(once.block());
                    if (isRecipient(once.block())) {
                        recipient(block, script.customers().at(customer++));
                    } else {
                        message(block, script.message(customer), push);
                    }
                }
                case Part.Repeat repeat -> {
                    long times = count(repeat.count());
                    for (long i = 0; i < times; i++) {
                        customer = body(repeat.parts(), push, customer);
                    }
                }
            }
        }
        return customer;
    }

    private long count(String name) {
        return switch (name) {
            case "P_RecordCount" -> script.load().records();
            case "send_cnt" -> script.load().recipients();
            default -> 0;
        };
    }

    private void message(BlockView block, Message message, Push push) {
        for (Field field : block.block().fields()) {
            switch (field.name()) {
                case "D_servicename" -> block.put(field, message.service());
                case "send_cnt" -> block.put(field, script.load().recipients());
                case "msg_title" -> block.put(field, message.title());
                case "msg_contents" -> block.put(field, message.contents());
                case "push_grp_id" -> block.put(field, message.group());
                case "uuid_id" -> block.put(field, push.uuid());
                default -> {} // stays blank, as the writer left it
            }
        }
    }

    private static void recipient(BlockView block, Customer customer) {
        for (Field field : block.block().fields()) {
            switch (field.name()) {
                case "csno" -> block.put(field, customer.number());
                case "cust_telno" -> block.put(field, customer.phone());
                case "device_id" -> block.put(field, customer.token());
                case "rcms_cnrp_name" -> block.put(field, customer.name());
                case "type" -> block.put(field, customer.type());
                default -> {} // stays blank, as the writer left it
            }
        }
    }

    private static boolean isRecipient(Block block) {
        for (Field field : block.fields()) {
            if (field.name().equals("csno")) {
                return true;
            }
        }
        return false;
    }

    private void put(BlockView view, String name, String text) {
        Field field = header.get(name);
        if (field != null && field.type() == FieldType.TEXT) {
            view.put(field, text);
        }
    }

    private void put(BlockView view, String name, long number) {
        Field field = header.get(name);
        if (field != null && field.type() != FieldType.TEXT) {
            view.put(field, number);
        }
    }
}
