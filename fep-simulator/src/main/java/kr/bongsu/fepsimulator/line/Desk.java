package kr.bongsu.fepsimulator.line;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Layout;

/// What every session of a line needs.
///
/// @param run 16 hexadecimal digits that no other run and line has
public record Desk(Layout layout, Script script, String run, EventLog log, InstantSource clock) {

    private static final List<String> NEEDED =
            List.of("P_Sequence", "P_UUID", "P_RetryCount", "P_ResponseCode");

    /// What keeps the line's pushes from being sent in this layout, for a person; nothing when they
    /// can be.
    public Optional<String> misfit() {
        try {
            for (String field : NEEDED) {
                Field _ = layout.header().field(field);
            }
            long more = Math.max(0, script.load().pushes() - 1);
            long sequence = script.load().firstSequence() + more;
            Push last = new Push(more, LocalDate.EPOCH, sequence, run, Instant.EPOCH);
            byte[] bytes = composer(0).data(new Flight(last, 0, Instant.EPOCH, Instant.EPOCH));
            return layout.decode(bytes) instanceof Decoding.Malformed malformed
                    ? Optional.of(malformed.toString())
                    : Optional.empty();
        } catch (IllegalArgumentException tooMuch) {
            return Optional.of(String.valueOf(tooMuch.getMessage()));
        }
    }

    Composer composer(int port) {
        return new Composer(layout, script, port);
    }
}
