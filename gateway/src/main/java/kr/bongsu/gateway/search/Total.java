package kr.bongsu.gateway.search;

import java.util.Locale;

/// How many pushes fit a search.
public record Total(long pushes, Kind kind) {

    /// How well it is known.
    public enum Kind {
        EXACT,
        /// Estimated from the part of the log that was looked through.
        ABOUT,
        /// Counting ended here; there may be more.
        AT_LEAST;

        /// For example `at_least`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
