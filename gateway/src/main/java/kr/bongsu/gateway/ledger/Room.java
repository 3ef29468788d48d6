package kr.bongsu.gateway.ledger;

import kr.bongsu.gateway.push.Lane;

/// Places in the memory of the delivery.
public interface Room {

    /// Takes places for all of the pushes or for none.
    boolean take(Lane lane, int pushes);

    /// Gives places back.
    void giveBack(Lane lane, int pushes);

    /// What is in memory has become another node's: nothing of it may be handed out any more.
    void lost();
}
