package kr.bongsu.fcmemulator.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.schema.Violation;

/// Builds the error envelope of Google's APIs; details appear in the order in which they are added.
public final class ErrorBody {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Two spaces a level, no space before a colon, array elements on lines of their own: as Google
    /// prints.
    private static final ObjectWriter WRITER =
            MAPPER.writer(
                    new DefaultPrettyPrinter(
                                    Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private static final String FCM = "type.googleapis.com/google.firebase.fcm.v1.";
    private static final String RPC = "type.googleapis.com/google.rpc.";

    private final int code;
    private final ObjectNode root = MAPPER.createObjectNode();
    private final ObjectNode error = root.putObject("error");

    private ErrorBody(int code) {
        this.code = code;
    }

    public static ErrorBody of(int code, String status, String message) {
        ErrorBody body = new ErrorBody(code);
        body.error.put("code", code);
        body.error.put("message", message);
        body.error.put("status", status);
        return body;
    }

    public ErrorBody fcm(String errorCode) {
        detail(FCM + "FcmError").put("errorCode", errorCode);
        return this;
    }

    public ErrorBody apns(int statusCode, String reason) {
        detail(FCM + "ApnsError").put("statusCode", statusCode).put("reason", reason);
        return this;
    }

    /// An empty list gives the detail without its violations, as production sends for an oversized
    /// message.
    public ErrorBody badRequest(List<Violation> violations) {
        ObjectNode detail = detail(RPC + "BadRequest");
        if (!violations.isEmpty()) {
            ArrayNode array = detail.putArray("fieldViolations");
            for (Violation violation : violations) {
                ObjectNode entry = array.addObject();
                if (!violation.field().isEmpty()) {
                    entry.put("field", violation.field());
                }
                entry.put("description", violation.description());
            }
        }
        return this;
    }

    public ErrorBody quotaFailure(String subject, String description) {
        detail(RPC + "QuotaFailure")
                .putArray("violations")
                .addObject()
                .put("subject", subject)
                .put("description", description);
        return this;
    }

    /// An ErrorInfo of `googleapis.com`.
    ///
    /// @param metadata keys and values in turn
    public ErrorBody info(String reason, String... metadata) {
        ObjectNode detail = detail(RPC + "ErrorInfo");
        detail.put("reason", reason);
        detail.put("domain", "googleapis.com");
        ObjectNode entries = detail.putObject("metadata");
        for (int i = 0; i < metadata.length; i += 2) {
            entries.put(metadata[i], metadata[i + 1]);
        }
        return this;
    }

    public ErrorBody help(String description, String url) {
        detail(RPC + "Help")
                .putArray("links")
                .addObject()
                .put("description", description)
                .put("url", url);
        return this;
    }

    private ObjectNode detail(String type) {
        return error.withArray("details").addObject().put("@type", type);
    }

    public Response response() {
        try {
            return Response.json(code, WRITER.writeValueAsString(root) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing a tree to memory failed", e);
        }
    }
}
