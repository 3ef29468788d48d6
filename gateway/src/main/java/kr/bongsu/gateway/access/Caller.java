package kr.bongsu.gateway.access;

import java.util.Set;

/// Who asks, known by what he showed.
public record Caller(String name, Set<Scope> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
