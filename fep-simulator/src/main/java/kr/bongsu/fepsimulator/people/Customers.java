package kr.bongsu.fepsimulator.people;

import java.util.Optional;

/// An endless row of customers.
public interface Customers {

    /// The same customer for the same index, always.
    ///
    /// @param index from 0
    Customer at(long index);

    /// What that customer is told, where the source of customers says so.
    Optional<Message> message(long index);
}
