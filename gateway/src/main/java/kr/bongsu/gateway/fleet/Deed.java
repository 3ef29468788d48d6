package kr.bongsu.gateway.fleet;

import java.util.Locale;

/// What may be done to one process.
public enum Deed {
    START,
    STOP,
    RESTART,
    RELOAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
