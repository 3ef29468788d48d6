package kr.bongsu.fepsimulator.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedCustomersTest {

    private static final Charset MS949 = Charset.forName("x-windows-949");

    @Test
    void customersHaveTheShapesOfRealOnesAndNoTwoAreAlike() {
        GeneratedCustomers customers = new GeneratedCustomers(7);
        Set<String> numbers = new HashSet<>();
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            Customer customer = customers.at(i);
            assertThat(customer.number()).matches("[1-9][0-9]{9}");
            assertThat(customer.phone()).matches("010[0-9]{8}");
            assertThat(customer.token()).matches("[A-Za-z0-9_-]{22}:APA91b[A-Za-z0-9_-]{121}");
            numbers.add(customer.number());
            tokens.add(customer.token());
        }
        assertThat(numbers).hasSize(50_000);
        assertThat(tokens).hasSize(50_000);
    }

    @Test
    void theSeedDecidesWhoTheyAre() {
        assertThat(new GeneratedCustomers(1).at(5).token())
                .isEqualTo(new GeneratedCustomers(1).at(5).token())
                .isNotEqualTo(new GeneratedCustomers(2).at(5).token());
    }

    @Test
    void messagesFitTheWireAndHoldWhatBreaksPushServers() {
        Messages messages = new Messages(1);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            Message message = messages.at(i);
            assertThat(message.title().getBytes(MS949))
                    .hasSizeLessThan(256)
                    .doesNotContain((byte) '?');
            assertThat(message.contents().getBytes(MS949)).hasSizeLessThan(1024);
            assertThat(new String(message.contents().getBytes(MS949), MS949))
                    .isEqualTo(message.contents());
            all.append(message.title()).append(message.contents());
        }
        assertThat(all).contains("똠", "뷁", "'", "\"", "\\", "\n", "체결", "공지");
    }
}
