package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffTest {

    @TempDir Path folder;
    private Path file;
    private Staff staff;

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
        return new Staff(new Accounts(file), new Passwords(10), new SettableClock());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
