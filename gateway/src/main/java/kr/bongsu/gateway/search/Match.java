package kr.bongsu.gateway.search;

import java.util.Locale;

/// How a column has to agree with what is looked for.
public enum Match {
    EXACT,
    PREFIX,
    /// Anywhere inside; capital and small Latin letters are the same.
    CONTAINS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
