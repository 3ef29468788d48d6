package kr.bongsu.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.bongsu.distribution.stage.Gateway;

/// What a link costs that is signed on, has sent one telegram, and now has nothing to do: the
/// difference between two gateways, shared among the links that only one of them has.
record IdleRun(Path home, PrintStream out) {

    private static final int FEW = 4;
    private static final int MANY = 260;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// @param live bytes of objects after a full collection
    /// @param outside bytes of the JVM outside its heap
    private record Memory(long live, long outside) {}

    void run() throws Exception {
        out.println(Machine.description());
        Memory few = memory(FEW);
        Memory many = memory(MANY);
        int links = MANY - FEW;
        double heap = (many.live - few.live) / 1024.0 / links;
        double outside = (many.outside - few.outside) / 1024.0 / links;
        out.println("| idle links | live heap KB | outside the heap KB |");
        out.println("|---:|---:|---:|");
        out.printf(Locale.ROOT, "| %d | %,d | %,d |%n", FEW, few.live / 1024, few.outside / 1024);
        out.printf(
                Locale.ROOT, "| %d | %,d | %,d |%n", MANY, many.live / 1024, many.outside / 1024);
        out.printf(Locale.ROOT, "| each | %.1f | %.1f |%n", heap, outside);
    }

    private Memory memory(int links) throws Exception {
        List<Fep.Line> lines = new ArrayList<>();
        try (Fep fep = new Fep(1);
                Rig rig = Rig.open(home, Duration.ZERO, List.of())) {
            for (int i = 0; i < links; i++) {
                rig.line("link" + i, "single", fep.port());
            }
            try (Gateway gateway = rig.startGateway()) {
                for (int i = 0; i < links; i++) {
                    lines.add(fep.accept());
                }
                for (Fep.Line line : lines) {
                    Percentiles _ = line.play(Fep.Load.of(1, 1), PATIENCE);
                }
                Rig.awaitSettled(gateway, PATIENCE);
                Jcmd jcmd = new Jcmd(gateway.program().pid());
                return new Memory(jcmd.liveHeap(), jcmd.outsideHeap());
            } finally {
                close(lines);
            }
        }
    }

    private static void close(List<Fep.Line> lines) throws IOException {
        for (Fep.Line line : lines) {
            line.close();
        }
    }
}
