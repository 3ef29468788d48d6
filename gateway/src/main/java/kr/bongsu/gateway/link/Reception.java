package kr.bongsu.gateway.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Telegram;
import org.jspecify.annotations.Nullable;

/// Turns a data telegram into what it asks the ledger to store. Pure.
final class Reception {

    /// A day that does not exist is refused, not taken for the one before it.
    private static final DateTimeFormatter RESERVED =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private final LinkSettings link;
    private final TelegramForm form;
    private final ZoneId zone;

    Reception(LinkSettings link, TelegramForm form, ZoneId zone) {
        this.link = link;
        this.form = form;
        this.zone = zone;
    }

    /// @throws DateTimeException if a reserved time is none
    Submission submission(Telegram telegram, Instant receivedAt) {
        List<Submission.Addressed> messages = new ArrayList<>();
        String service = "";
        @Nullable BlockView message = null;
        List<Recipient> recipients = new ArrayList<>();
        for (BlockView view : telegram.body()) {
            if (isOf(form.body().recipient().block(), view)) {
                recipients.add(recipient(view));
                continue;
            }
            if (message != null) {
                messages.add(addressed(service, message, recipients));
                message = null;
                recipients = new ArrayList<>();
            }
            if (isOf(form.dataHeader(), view)) {
                service = view.text(form.body().service());
            } else if (isOf(form.body().message().block(), view)) {
                message = view;
            }
        }
        if (message != null) {
            messages.add(addressed(service, message, recipients));
        }
        BlockView header = telegram.header();
        return new Submission(
                key(header),
                link.name(),
                link.lane(),
                (int) header.number(form.header().retryCount()).orElse(0),
                receivedAt,
                messages);
    }

    /// A layout has each of its blocks once; to compare their fields at each recipient would cost
    /// as much as reading them.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOf(Block block, BlockView view) {
        return view.block() == block;
    }

    /// The telegram's UUID, or its link, business date and sequence; see docs/adr/0003.
    private Optional<String> key(BlockView header) {
        String uuid = header.text(form.header().uuid());
        if (!uuid.isEmpty()) {
            return Optional.of("uuid " + uuid);
        }
        String date = header.text(form.header().date());
        OptionalLong sequence = header.number(form.header().sequence());
        return date.isEmpty() || sequence.isEmpty()
                ? Optional.empty()
                : Optional.of("sequence " + link.name() + " " + date + " " + sequence.getAsLong());
    }

    private Submission.Addressed addressed(
            String service, BlockView message, List<Recipient> recipients) {
        TelegramForm.MessageFields fields = form.body().message();
        return new Submission.Addressed(
                new Message(
                        service,
                        message.text(fields.title()),
                        message.text(fields.body()),
                        message.text(fields.group()),
                        message.text(fields.uuid())),
                reserved(message.text(fields.reserved())),
                recipients);
    }

    private Optional<Instant> reserved(String text) {
        return text.isEmpty() || text.chars().allMatch(c -> c == '0')
                ? Optional.empty()
                : Optional.of(LocalDateTime.parse(text, RESERVED).atZone(zone).toInstant());
    }

    private Recipient recipient(BlockView view) {
        TelegramForm.RecipientFields fields = form.body().recipient();
        return new Recipient(
                view.text(fields.customer()),
                view.text(fields.phone()),
                new DeviceToken(view.text(fields.token())),
                view.text(fields.company()),
                view.text(fields.type()));
    }
}
