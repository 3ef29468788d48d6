package kr.bongsu.fepsimulator.people;

import java.util.List;
import java.util.Optional;

/// The customers of a list, in turn and over again.
record ListedCustomers(List<Entry> entries) implements Customers {

    /// A customer and what it is told, if the list says so.
    record Entry(Customer customer, Optional<Message> message) {}

    ListedCustomers {
        entries = List.copyOf(entries);
    }

    @Override
    public Customer at(long index) {
        return entry(index).customer();
    }

    @Override
    public Optional<Message> message(long index) {
        return entry(index).message();
    }

    private Entry entry(long index) {
        return entries.get((int) (index % entries.size()));
    }
}
