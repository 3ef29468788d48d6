package kr.bongsu.fepsimulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What may be wrong with a data telegram.
public enum Spoil {
    SEND_COUNT_HIGH(Effect.REFUSED),
    SEND_COUNT_LOW(Effect.REFUSED),
    SEND_COUNT_LETTERS(Effect.REFUSED),
    SEND_COUNT_BLANK(Effect.REFUSED),
    RECORD_COUNT_HIGH(Effect.REFUSED),
    RECORD_COUNT_ZERO(Effect.REFUSED),
    UNKNOWN_KIND(Effect.REFUSED),
    LENGTH_HIGH(Effect.REFUSED),
    LENGTH_LOW(Effect.REFUSED),
    LENGTH_LETTERS(Effect.DROPPED),
    LENGTH_SIGN(Effect.DROPPED),
    LENGTH_HUGE(Effect.REFUSED),
    NOISE_BYTES(Effect.DROPPED),
    NOISE_TEXT(Effect.DROPPED),
    NOISE_DIGITS(Effect.DROPPED),
    CUT_CONNECTION(Effect.REFUSED),
    CUT_CHARACTER(Effect.TAKEN),
    CONTROL_CHARACTERS(Effect.TAKEN),
    BLANK_TOKEN(Effect.TAKEN);

    /// What a careful push server does with it.
    public enum Effect {
        /// Takes it: odd as it is, it is a telegram.
        TAKEN,
        /// Gives up the connection; one that finds its way back into the stream may take it.
        DROPPED,
        /// Never answers it good.
        REFUSED
    }

    private final Effect effect;

    Spoil(Effect effect) {
        this.effect = effect;
    }

    public Effect effect() {
        return effect;
    }

    /// By the word that a person writes, for example `send-count-high`.
    public static Map<String, Spoil> byWord() {
        return Arrays.stream(values()).collect(Collectors.toMap(Spoil::word, Function.identity()));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
