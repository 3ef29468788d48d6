package kr.bongsu.gateway;

import java.io.Console;
import java.util.Optional;
import kr.bongsu.gateway.access.Staff;
import kr.bongsu.gateway.log.Log;

/// Tells the operator how to log in for the first time: on a terminal with the password, in a log
/// only with the file that holds it.
final class FirstLogin {

    private static final Log LOG = Log.of(FirstLogin.class);

    private FirstLogin() {}

    static void tell(Staff.First first) {
        LOG.info(
                "access.first-account",
                "name",
                first.name(),
                "password-file",
                first.file(),
                "means",
                "log in with it once and choose another; the file then goes");
        Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .ifPresent(terminal ->
                        terminal.printf(
                                "First login to the console: %s, password %s%n",
                                first.name(), first.password()));
    }
}
