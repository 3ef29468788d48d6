package kr.bongsu.gateway.fcm;

import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.push.Push;

/// A template as the JSON of a request, written once, with places for what each push brings: the
/// rest of it is the same every time.
///
/// @param pieces in their order
/// @param values what pushes bring
record MessageForm(List<Piece> pieces, List<Value> values, Weight weight, boolean isDry) {

    MessageForm {
        pieces = List.copyOf(pieces);
        values = List.copyOf(values);
    }

    static MessageForm of(MessageTemplate template) {
        return new FormWriter(template, false).form();
    }

    /// For pushes that have an end of their own.
    static MessageForm dated(MessageTemplate template) {
        return new FormWriter(template, true).form();
    }

    /// What a push brings to one place or several.
    @FunctionalInterface
    interface Value {
        String of(Push push, Instant now);
    }

    /// Bytes that are always the same, and which value follows them.
    static final class Piece {

        static final int END = -1;

        private final byte[] constant;
        private final int value;

        /// @param value index of the value that follows; [#END] at the end
        Piece(byte[] constant, int value) {
            this.constant = constant;
            this.value = value;
        }

        int value() {
            return value;
        }

        int length() {
            return constant.length;
        }

        /// Writes it there; returns where the next piece goes.
        int copyTo(byte[] body, int at) {
            System.arraycopy(constant, 0, body, at, constant.length);
            return at + constant.length;
        }
    }

    /// What counts against FCM's limit.
    ///
    /// @param keys bytes of keys and of values that are always the same
    /// @param counted indexes of values that count
    /// @param apns bytes for an iPhone
    /// @param tagged bytes for the others beside the tag; 0 when nothing is shown
    record Weight(int keys, List<Integer> counted, int apns, int tagged) {

        Weight {
            counted = List.copyOf(counted);
        }

        int of(String[] values, String tag) {
            int bytes = keys;
            for (int value : counted) {
                bytes += Text.utf8(values[value]);
            }
            return bytes + (tagged == 0 ? apns : Math.max(apns, tagged + Text.utf8(tag)));
        }
    }
}
