package kr.bongsu.fcmemulator.fault;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What tokens were set to; a token that was not set follows its prefix.
public final class TokenStates {

    private static final int LIMIT = 100_000;

    private final Map<String, Optional<Trouble>> states = new HashMap<>();

    /// Sets the trouble of a token; an empty one makes it well whatever its prefix says.
    ///
    /// @throws IllegalStateException when too many tokens are set
    public void set(String token, Optional<Trouble> trouble) {
        if (states.size() >= LIMIT && !states.containsKey(token)) {
            throw new IllegalStateException(LIMIT + " tokens have a state already; reset first");
        }
        states.put(token, trouble);
    }

    public void unset(String token) {
        states.remove(token);
    }

    public boolean isSet(String token) {
        return states.containsKey(token);
    }

    public Optional<Trouble> of(String token) {
        if (!states.isEmpty()) {
            Optional<Trouble> set = states.get(token);
            if (set != null) {
                return set;
            }
        }
        return Trouble.ofToken(token);
    }

    public void clear() {
        states.clear();
    }
}
