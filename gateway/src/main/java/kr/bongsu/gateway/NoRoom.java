package kr.bongsu.gateway;

import kr.bongsu.gateway.ledger.Room;
import kr.bongsu.gateway.push.Lane;

/// For a program that sends nothing: everything stays in the ledger.
final class NoRoom implements Room {

    @Override
    public boolean take(Lane lane, int pushes) {
        return false;
    }

    @Override
    public void giveBack(Lane lane, int pushes) {
        throw new IllegalStateException("nothing was taken");
    }

    @Override
    public void lost() {
        // There is nothing in memory.
    }
}
