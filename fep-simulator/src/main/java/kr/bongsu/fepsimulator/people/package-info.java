/// The customers and the messages that a simulated FEP sends.
///
/// Uses the telegram module's YAML faults only, to say what is wrong in a customer file.
///
/// Invariant: what stands at an index is a function of the seed and the index alone, so that a
/// telegram can be built again for a re-send and a run can be repeated.
///
/// Start with [Customers] and [Messages].
@NullMarked
package kr.bongsu.fepsimulator.people;

import org.jspecify.annotations.NullMarked;
