package kr.bongsu.fepsimulator.people;

/// An endless row of customers.
public interface Customers {

    /// The same customer for the same index, always.
    ///
    /// @param index from 0
    Customer at(long index);
}
