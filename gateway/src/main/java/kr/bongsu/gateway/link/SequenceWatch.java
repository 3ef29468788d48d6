package kr.bongsu.gateway.link;

import java.util.TreeSet;

/// Watches a line's sequence numbers over one business date, across its connections.
///
/// It only counts: the FEP sends what was not answered again, and what is a duplicate the ledger
/// decides. Not for several threads.
final class SequenceWatch {

    /// Numbers remembered as missing, so that they are known when they come late.
    private static final int MOST_REMEMBERED = 10_000;

    private final TreeSet<Long> missing = new TreeSet<>();
    private String date = "";
    private long last = -1;

    /// What a telegram's number says about those before it.
    sealed interface Sight {
        /// The next one, or the first of a date.
        record InOrder() implements Sight {}

        /// Numbers before it have not been seen.
        record Gap(long numbers) implements Sight {}

        /// It was missing before.
        record Late() implements Sight {}

        /// It has been seen before.
        record Repeat() implements Sight {}
    }

    /// A new business date starts anew, whatever its first number.
    Sight see(String telegramDate, long sequence) {
        if (!telegramDate.equals(date)) {
            date = telegramDate;
            last = sequence;
            missing.clear();
            return new Sight.InOrder();
        }
        if (sequence <= last) {
            return missing.remove(sequence) ? new Sight.Late() : new Sight.Repeat();
        }
        long numbers = sequence - last - 1;
        for (long each = last + 1; each < sequence && missing.size() < MOST_REMEMBERED; each++) {
            missing.add(each);
        }
        last = sequence;
        return numbers == 0 ? new Sight.InOrder() : new Sight.Gap(numbers);
    }
}
