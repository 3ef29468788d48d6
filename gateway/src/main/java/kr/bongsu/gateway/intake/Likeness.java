package kr.bongsu.gateway.intake;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// Tells a request by what it asks for, however its JSON was written, whenever it comes, and
/// whatever the rules make of it. Pure.
final class Likeness {

    private Likeness() {}

    /// The same for what asks for the same, and for nothing else.
    static String of(Submission submission) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out =
                    new DataOutputStream(
                            new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                out.writeUTF(submission.lane().word());
                for (Submission.Addressed each : submission.messages()) {
                    write(out, each);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Each text with its length before it, so that none can be taken for parts of two.
    private static void write(DataOutputStream out, Submission.Addressed asked) throws IOException {
        Message message = asked.message();
        out.writeUTF(message.service());
        out.writeUTF(message.title());
        out.writeUTF(message.body());
        out.writeUTF(message.group());
        out.writeUTF(message.uuid());
        // The ledger's times are milliseconds.
        out.writeUTF(
                asked.reservedFor().map(Instant::toEpochMilli).map(Object::toString).orElse(""));
        out.writeUTF(asked.spread().map(Duration::toString).orElse(""));
        out.writeInt(asked.recipients().size());
        for (Recipient each : asked.recipients()) {
            out.writeUTF(each.customer());
            out.writeUTF(each.phone());
            out.writeUTF(each.token().value());
            out.writeUTF(each.company());
            out.writeUTF(each.type());
        }
    }
}
