package kr.bongsu.gateway.link;

import java.time.Instant;
import java.util.Locale;

/// Something that happened to a link, for its journal.
///
/// @param who the operator, or `bongsu` for what the link did by itself
/// @param about an endpoint, a reason, minutes; empty where the kind says all
public record LinkChange(Instant at, String who, Kind kind, String about) {

    /// Who does what nobody has wished.
    static final String BONGSU = "bongsu";

    /// What can happen to a link.
    public enum Kind {
        READY("ready at %s"),
        DOWN("down: %s"),
        HELD("held: %s"),
        RELEASED("released"),
        SWITCHED("switched to %s"),
        TRACED("traced for %s minutes"),
        TRACE_ENDED("trace ended");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /// By this name the API knows it.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String of(String about) {
            return sentence.formatted(about);
        }
    }

    /// The same in English.
    public String what() {
        return kind.of(about);
    }
}
