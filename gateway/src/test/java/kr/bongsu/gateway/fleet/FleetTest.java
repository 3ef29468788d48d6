package kr.bongsu.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final JsonObject OWN =
            Daemon.process(0, "gateway", ProcessHandle.current().pid(), "online");
    private static final JsonObject NAP = Daemon.process(1, "nap", 0, "stopped");

    @TempDir Path folder;

    @Test
    void withoutAManagerThereIsNothing() throws Exception {
        assertThat(fleet().members()).isEmpty();
        Path socket = folder.resolve("control.sock");
        try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            daemon.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).as("left behind").exists();
        assertThat(fleet().members()).isEmpty();
    }

    @Test
    void theOwnProcessIsKnownAndNotEndedWhateverIsAsked() throws Exception {
        try (Daemon daemon = new Daemon(folder, _ -> Daemon.processes(OWN, NAP))) {
            Fleet fleet = fleet();
            Member own = fleet.member(0).orElseThrow();
            assertThat(own.self()).isTrue();
            assertThat(fleet.member(1).orElseThrow().self()).isFalse();
            for (Deed deed : List.of(Deed.STOP, Deed.RESTART, Deed.START)) {
                refused("serves this page", () -> fleet.act(own, deed));
            }
            refused("given no socket", () -> fleet.act(own, Deed.RELOAD));
            refused("serves this page", () -> fleet.scale("gateway", 2));
            refused("no application", () -> fleet.scale("nobody", 2));
            assertThat(daemon.asked()).isEmpty();

            Fleet kept =
                    Fleet.of(Map.of("BONGSU_HOME", "" + folder, "BONGSU_LISTEN", "127.0.0.1:80"));
            kept.act(own, Deed.RELOAD);
            assertThat(daemon.asked().getFirst().encode())
                    .contains("\"do\":\"reload\"", "\"targets\":[\"0\"]");
        }
    }

    @Test
    void whatTheManagerDoesNotDoIsASentence() throws Exception {
        try (Daemon _ =
                new Daemon(
                        folder,
                        question ->
                                question.getString("do").equals("list")
                                        ? Daemon.processes(NAP)
                                        : "{\"is\":\"failed\",\"message\":\"no such script\"}")) {
            Member nap = fleet().member(1).orElseThrow();
            refused("no such script", () -> fleet().act(nap, Deed.START));
        }
    }

    @Test
    void aProblemOfTheProcessIsASentence() throws Exception {
        String problem =
                "{\"is\":\"processes\",\"processes\":[],\"problems\":[\"nap (id 1): exit 3\"]}";
        try (Daemon _ =
                new Daemon(
                        folder,
                        question ->
                                question.getString("do").equals("list")
                                        ? Daemon.processes(NAP)
                                        : problem)) {
            Member nap = fleet().member(1).orElseThrow();
            refused("exit 3", () -> fleet().act(nap, Deed.RESTART));
        }
    }

    @Test
    void anApplicationNamedAsANumberIsNotTakenForAnother() throws Exception {
        JsonObject one = Daemon.process(5, "1", 77, "online");
        try (Daemon daemon = new Daemon(folder, _ -> Daemon.processes(NAP, one))) {
            Member nap = fleet().member(1).orElseThrow();
            refused("is called 1", () -> fleet().act(nap, Deed.START));
            assertThat(daemon.asked()).isEmpty();
        }
    }

    @Test
    void aSilentAndAnEndlessManagerAreGivenUp() throws Exception {
        try (Daemon _ = new Daemon(folder, _ -> "")) {
            fails("in time", SOON);
        }
        Files.delete(folder.resolve("control.sock"));
        try (Daemon _ = new Daemon(folder, _ -> "x".repeat(9 << 20))) {
            fails("longer than", Duration.ofSeconds(30));
        }
        Files.delete(folder.resolve("control.sock"));
        try (Daemon _ = new Daemon(folder, _ -> "what?")) {
            fails("no JSON", Duration.ofSeconds(30));
        }
    }

    private void fails(String why, Duration deadline) {
        ControlSocket socket = new ControlSocket(folder.resolve("control.sock"));
        assertThatThrownBy(() -> socket.ask(new JsonObject().put("do", "list"), deadline))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @Test
    void theManagerThatStartedThisProcessIsFound() {
        assertThat(Home.of(Map.of("BONGSU_HOME", "/a/b", "HOME", "/h"))).isEqualTo(Path.of("/a/b"));
        Map<String, String> kept =
                Map.of(
                        "BONGSU_RUN",
                        "0-x-1",
                        "NOTIFY_SOCKET",
                        "/m/pipes/0-x-1.notify",
                        "HOME",
                        "/h");
        assertThat(Home.of(kept)).isEqualTo(Path.of("/m"));
        Map<String, String> systemd = Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "HOME", "/h");
        assertThat(Home.of(systemd)).isEqualTo(Path.of("/h/.bongsu"));
        assertThat(Fleet.of(kept).home()).isEqualTo(Path.of("/m"));
    }

    @Test
    void theEndOfALongLogIsWholeLinesWithoutColours() throws Exception {
        Path log = folder.resolve("long.log");
        assertThat(LogEnd.read(log, 300)).isEmpty();
        Files.write(
                log, IntStream.range(0, 50_000).mapToObj(i -> "\u001b[1;32mline\t" + i).toList());
        assertThat(LogEnd.read(log, 300))
                .hasSize(300)
                .startsWith("line\t49700")
                .endsWith("line\t49999");
        assertThat(LogEnd.read(log, 1_000_000)).allMatch(line -> line.matches("line\t\\d{5}"));
        assertThat(LogEnd.read(Path.of("/dev/zero"), 300)).isEmpty();
    }

    private Fleet fleet() {
        return Fleet.of(Map.of("BONGSU_HOME", folder.toString()));
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void refused(String why, Attempt attempt) {
        assertThatThrownBy(attempt::run).isInstanceOf(Refused.class).hasMessageContaining(why);
    }
}
