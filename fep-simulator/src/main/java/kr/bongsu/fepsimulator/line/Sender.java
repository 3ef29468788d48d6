package kr.bongsu.fepsimulator.line;

import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import kr.bongsu.fepsimulator.fault.Spoil;
import kr.bongsu.fepsimulator.fault.Spoiler;

/// Writes what one connection is to be sent, with all the misbehaviour of its line.
final class Sender {

    private final LinePlan plan;
    private final Desk desk;
    private final Composer composer;
    private final Outlet outlet;
    private final Spoiler spoiler;

    /// Why there is nothing more to write.
    enum Ending {
        /// Another connection took over.
        REPLACED,
        /// The line's faults want the connection closed here.
        CUT,
        /// The line's faults want the connection dead, but open.
        HALF_OPEN
    }

    Sender(LinePlan plan, Desk desk, Composer composer, Outlet outlet) {
        this.plan = plan;
        this.desk = desk;
        this.composer = composer;
        this.outlet = outlet;
        this.spoiler = new Spoiler(desk.layout());
    }

    /// Takes the steps of a connection, one after the other.
    Ending run(Exchange exchange, long connection) throws IOException, InterruptedException {
        long left = plan.misbehaviour().manners().on(connection).halfOpenAfter();
        boolean unflushed = false;
        while (true) {
            Step step = exchange.next(connection, unflushed);
            unflushed = true;
            switch (step) {
                case Step.Send(Flight flight) -> {
                    if (push(flight)) {
                        outlet.flush();
                        return Ending.CUT;
                    }
                    if (--left == 0) {
                        outlet.flush();
                        return Ending.HALF_OPEN;
                    }
                }
                case Step.Answer answer -> outlet.write(answer.telegram());
                case Step.Heartbeat _ -> outlet.write(heartbeat());
                case Step.Flush _ -> {
                    outlet.flush();
                    unflushed = false;
                }
                case Step.Gone _ -> {
                    return Ending.REPLACED;
                }
            }
        }
    }

    /// Writes a data telegram; tells whether the connection is to be closed after it.
    private boolean push(Flight flight) throws IOException, InterruptedException {
        for (int i = 0; i < plan.misbehaviour().delivery().heartbeatsBefore(); i++) {
            outlet.ahead(heartbeat());
        }
        byte[] intact = composer.data(flight);
        Optional<Spoil> spoil = plan.spoiled(flight.push(), flight.tries());
        if (spoil.isEmpty()) {
            outlet.write(intact);
            return false;
        }
        RandomGenerator random = plan.misbehaviour().spoiling().random(flight.push().ordinal());
        outlet.write(spoiler.spoil(intact, spoil.get(), random));
        return spoil.get() == Spoil.CUT_CONNECTION;
    }

    private byte[] heartbeat() {
        return composer.heartbeat(desk.clock().instant());
    }
}
