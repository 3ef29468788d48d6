package kr.bongsu.gateway.link;

import java.time.Duration;
import kr.bongsu.gateway.push.Lane;

/// One line as the operator has configured it.
///
/// @param heartbeat after so long without a byte from the FEP a heartbeat is sent; after three the
///   line is dropped
public record LinkSettings(String name, Lane lane, Endpoint endpoint, Duration heartbeat) {

    /// Where an FEP listens.
    public record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
