package kr.bongsu.gateway.access;

import java.util.List;

/// Who has logged in, and what vouches for him.
public sealed interface Identity {

    /// What people are told of him.
    String name();

    /// The same for all sessions of a person, and for no other person's.
    String person();

    /// Somebody with an account here.
    ///
    /// @param version of the account when he logged in; a newer one ends his sessions
    record Local(String name, int version) implements Identity {
        public static Local of(Account account) {
            return new Local(account.name(), account.version());
        }

        @Override
        public String person() {
            return name;
        }
    }

    /// Somebody whom an OpenID provider knows.
    ///
    /// @param issuer the provider
    /// @param subject what the provider calls him for ever
    /// @param groups those of his groups that had a meaning here when he logged in
    record Provided(String issuer, String subject, String name, List<String> groups)
            implements Identity {
        public Provided {
            groups = List.copyOf(groups);
        }

        @Override
        public String person() {
            return issuer + " " + subject;
        }
    }
}
