package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffTest {

    @TempDir Path folder;
    private Path file;
    private Staff staff;
    private final SettableClock clock = new SettableClock();

    @BeforeEach
    void open() {
        file = folder.resolve("data/accounts");
        staff = another();
    }

    @Test
    void theFirstAdministratorsPasswordIsInAPrivateFileUntilItIsChanged() throws Exception {
        Staff.First first = staff.first().orElseThrow();
        assertThat(Files.readString(first.file())).isEqualTo("admin " + first.password() + "\n");
        assertThat(mode(first.file())).isEqualTo("rw-------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(first.password());
        assertThat(staff.first()).isEmpty();
        staff.choose("admin", "a-good-one-17");
        assertThat(first.file()).doesNotExist();
    }

    @Test
    void ofTwoThatStartTogetherOneMakesTheFirstAdministrator() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Optional<Staff.First>> start =
                    () -> {
                        Staff mine = another();
                        together.await();
                        return mine.first();
                    };
            List<Staff.First> made = new ArrayList<>();
            for (Future<Optional<Staff.First>> each :
                    threads.invokeAll(List.of(start, start), 60, TimeUnit.SECONDS)) {
                each.get().ifPresent(made::add);
            }
            assertThat(made).hasSize(1);
            assertThat(Files.readString(made.getFirst().file()))
                    .contains(made.getFirst().password());
            assertThat(
                            Passwords.matches(
                                    made.getFirst().password(),
                                    staff.find("admin").orElseThrow().credential().hash()))
                    .isTrue();
        }
    }

    @Test
    void whoGetsANameAnewHasNoSessionOfWhoHadIt() throws Exception {
        staff.first();
        staff.add("lee", Role.VIEWER);
        Identity former = Identity.Local.of(staff.find("lee").orElseThrow());
        staff.remove("lee");
        clock.advance(Duration.ofSeconds(1));
        staff.add("lee", Role.ADMIN);
        assertThat(Identity.Local.of(staff.find("lee").orElseThrow())).isNotEqualTo(former);
        staff.choose("lee", "a-good-one-17");
        assertThat(Identity.Local.of(staff.find("lee").orElseThrow())).isNotEqualTo(former);
    }

    @Test
    void whatChangedIsSeenByOthersAndAfterARestart() throws Exception {
        staff.first();
        staff.add("kim", Role.VIEWER);
        Staff other = another();
        assertThat(other.find("kim").orElseThrow().role()).isEqualTo(Role.VIEWER);
        other.promote("kim", Role.OPERATOR);
        assertThat(staff.find("kim").orElseThrow())
                .isEqualTo(other.find("kim").orElseThrow())
                .extracting(Account::role)
                .isEqualTo(Role.OPERATOR);
        staff.remove("kim");
        assertThat(other.find("kim")).isEmpty();
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        staff.first();
        assertThatThrownBy(() -> staff.remove("admin")).hasMessageContaining("last administrator");
        assertThatThrownBy(() -> staff.promote("admin", Role.VIEWER))
                .hasMessageContaining("last administrator");
        staff.add("kim", Role.ADMIN);
        staff.remove("admin");
        assertThat(staff.list()).hasSize(1);
        assertThat(staff.first()).isEmpty();
    }

    @Test
    void aNameIsTakenOnceAndMustBeOne() throws Exception {
        staff.add("kim", Role.VIEWER);
        assertThatThrownBy(() -> staff.add("kim", Role.ADMIN)).hasMessageContaining("already");
        assertThatThrownBy(() -> staff.add("kim role=admin", Role.VIEWER))
                .hasMessageContaining("is no name");
        assertThat(staff.list()).hasSize(1);
    }

    @Test
    void aBrokenLineIsNamedAndNothingIsLost() throws Exception {
        staff.first();
        Files.writeString(file, Files.readString(file) + "lee viewer version=1\n");
        assertThatThrownBy(() -> another().list())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("accounts:3")
                .hasMessageContaining("it lacks");
        assertThatThrownBy(() -> staff.add("kim", Role.VIEWER)).isInstanceOf(IOException.class);
        assertThat(Files.readString(file)).contains("lee viewer");
    }

    private Staff another() {
        return new Staff(new Accounts(file), new Passwords(10), clock);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
