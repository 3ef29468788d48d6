package kr.bongsu.gateway.access;

import java.util.OptionalInt;
import java.util.Set;

/// Who asks, known by what he showed.
///
/// @param perMinute pushes that he may hand in, where that is his own limit
public record Caller(String name, Set<Scope> scopes, OptionalInt perMinute) {

    public Caller(String name, Set<Scope> scopes) {
        this(name, scopes, OptionalInt.empty());
    }

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
