package kr.bongsu.fepsimulator.line;

import kr.bongsu.fepsimulator.people.Customers;
import kr.bongsu.fepsimulator.people.Message;
import kr.bongsu.fepsimulator.people.Messages;

/// What stands in each of a line's pushes.
///
/// @param firstCustomer the line's first customer; lines have customers of their own
public record Script(
        LinePlan.Load load, Customers customers, Messages messages, long firstCustomer) {

    long firstCustomer(long ordinal) {
        return firstCustomer + ordinal * load.recipientsEach();
    }

    /// The message of the record whose first recipient is that customer.
    Message message(long customer) {
        return customers.message(customer).orElseGet(() -> messages.at(customer));
    }
}
