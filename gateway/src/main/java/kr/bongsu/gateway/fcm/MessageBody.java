package kr.bongsu.gateway.fcm;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Shown;

/// One push as the body of a `messages:send` request: a form with its places filled.
final class MessageBody {

    /// FCM's limit for keys and values, in UTF-8.
    static final int LIMIT = 4096;

    private static final byte[] DRY =
            "{\"validate_only\":true,".getBytes(StandardCharsets.US_ASCII);
    private static final int BRACE = 1;

    private final MessageForm form;
    private final String[] values;
    private final int payloadBytes;

    MessageBody(MessageForm form, Push push, Instant now) {
        this.form = form;
        this.values = new String[form.values().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = form.values().get(i).of(push, now);
        }
        this.payloadBytes = form.weight().of(values, push.id().tag());
    }

    /// Bytes that count against [#LIMIT]: keys and values, for the platform where they are most.
    int payloadBytes() {
        return payloadBytes;
    }

    /// What a phone shows of it, read from what FCM is sent; empty when it is for the app alone.
    Optional<Shown> shown() {
        JsonObject message = new JsonObject(Buffer.buffer(json(true))).getJsonObject("message");
        return Optional.ofNullable(message.getJsonObject("notification"))
                .map(each -> new Shown(each.getString("title"), each.getString("body")));
    }

    /// @param validateOnly FCM checks it and delivers it to nobody
    byte[] json(boolean validateOnly) {
        byte[][] texts = new byte[values.length][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = JsonText.of(values[i]);
        }
        boolean isDry = validateOnly || form.isDry();
        int length = isDry ? DRY.length - BRACE : 0;
        for (MessageForm.Piece piece : form.pieces()) {
            length += piece.length();
            length += piece.value() == MessageForm.Piece.END ? 0 : texts[piece.value()].length;
        }
        byte[] body = new byte[length];
        int at = 0;
        if (isDry) {
            // The form's first byte is a brace, too, and takes the place of the comma.
            at = append(body, at, DRY) - BRACE;
        }
        for (MessageForm.Piece piece : form.pieces()) {
            at = piece.copyTo(body, at);
            at =
                    piece.value() == MessageForm.Piece.END
                            ? at
                            : append(body, at, texts[piece.value()]);
        }
        if (isDry) {
            body[DRY.length - BRACE] = ',';
        }
        return body;
    }

    private static int append(byte[] body, int at, byte[] piece) {
        System.arraycopy(piece, 0, body, at, piece.length);
        return at + piece.length;
    }
}
