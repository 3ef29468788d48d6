package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrakeTest {

    private final SettableClock clock = new SettableClock();
    private final Brake brake = new Brake();

    @Test
    void aLineOfIpv6IsOnePlaceHoweverManyAddressesItHas() {
        for (int i = 0; i < Brake.MOST_FAILURES; i++) {
            brake.failed("2001:db8:1:2::" + Integer.toHexString(i), clock.instant());
        }
        assertThat(wait("2001:db8:1:2:ffff::1")).isEqualTo(Brake.WINDOW);
        assertThat(wait("2001:db8:1:3::1")).isZero();
    }

    @Test
    void anIpv4AddressIsItselfAlsoInTheClothesOfIpv6() {
        for (int i = 0; i < Brake.MOST_FAILURES; i++) {
            brake.failed("10.0.0.9", clock.instant());
        }
        assertThat(wait("::ffff:10.0.0.9")).isEqualTo(Brake.WINDOW);
        assertThat(wait("10.0.0.8")).isZero();
        assertThat(wait("::ffff:10.0.0.8")).isZero();
    }

    @Test
    void theInterfaceOfAnAddressDoesNotCount() {
        for (int i = 0; i < Brake.MOST_FAILURES; i++) {
            brake.failed("fe80::1%" + i, clock.instant());
        }
        assertThat(wait("fe80::2%eth0")).isEqualTo(Brake.WINDOW);
    }

    private Duration wait(String address) {
        return brake.wait(address, clock.instant());
    }
}
