package kr.bongsu.gateway.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;

/// One line as the operator has configured it.
///
/// @param endpoints where the FEP listens: the first is the usual one, the others stand in for it
/// @param tls how to speak TLS with the FEP; absent for a line in clear
public record LinkSettings(
        String name,
        Lane lane,
        List<Endpoint> endpoints,
        Optional<LinkTls> tls,
        Dialogue dialogue) {

    /// Where an FEP listens.
    public record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// How the two sides speak.
    ///
    /// @param signOnAnswered whether the FEP answers the sign-on; if it does not, the line is ready
    ///   when the sign-on is sent
    /// @param heartbeat after so long without a byte from the FEP a heartbeat is sent; after three
    ///   the line is dropped. Also the longest time that a telegram may take to arrive whole, and
    ///   that the FEP may take to read our answers
    /// @param secondSession whether the FEP takes a second session beside the first, so that a new
    ///   gateway may sign on before the old one has signed off
    public record Dialogue(
            boolean signOnAnswered, Duration heartbeat, WhenFull whenFull, boolean secondSession) {
        public Dialogue(boolean signOnAnswered, Duration heartbeat, WhenFull whenFull) {
            this(signOnAnswered, heartbeat, whenFull, false);
        }
    }

    /// What a line does while the ledger holds as many waiting pushes as it may.
    public enum WhenFull {
        /// Reads nothing: TCP holds the FEP back.
        WAIT,
        /// Answers each data telegram with the code for "too many": the FEP sends it again later.
        REFUSE
    }

    public LinkSettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(name + " has no endpoint");
        }
    }

    /// The endpoints as one text, by which one sees later that others are configured.
    public String route() {
        return endpoints.toString();
    }
}
