package kr.bongsu.gateway.link;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.TelegramWriter;

/// Builds the telegrams that the gateway sends: sign-on, heartbeat and the answers to what the FEP
/// asked. Not for several threads.
final class Answers {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS");

    private final TelegramForm form;
    private final ZoneId zone;
    private final int port;
    private final TelegramWriter writer;

    Answers(TelegramForm form, ZoneId zone, int port) {
        this.form = form;
        this.zone = zone;
        this.port = port;
        this.writer = new TelegramWriter(form.layout());
    }

    byte[] signOn(Instant now) {
        return request("A", now);
    }

    byte[] heartbeat(Instant now) {
        return request("H", now);
    }

    /// The header alone: an echo of the request with the answer mark, the code and the time.
    byte[] answer(BlockView request, int code, Instant now) {
        BlockView answer = writer.begin();
        for (Field field : form.layout().header().fields()) {
            answer.echo(field, request);
        }
        answer.put(form.layout().answer().field(), form.layout().answer().value())
                .put(form.header().responseCode(), code);
        stamp(answer, now);
        return writer.end();
    }

    private byte[] request(String kind, Instant now) {
        BlockView header =
                writer.begin()
                        .put(form.header().kind(), kind)
                        .put(form.header().requestType(), "Q")
                        .put(form.header().port(), port)
                        .put(form.header().recordCount(), 1);
        stamp(header, now);
        return writer.end();
    }

    private void stamp(BlockView header, Instant now) {
        header.put(form.header().date(), DATE.format(now.atZone(zone)))
                .put(form.header().time(), TIME.format(now.atZone(zone)));
    }
}
