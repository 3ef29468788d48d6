package kr.bongsu.gateway.link;

/// Watches a line's sequence numbers over one business date. Pure.
///
/// It only counts: a gap is for people to look at, because the FEP sends what was not answered
/// again; what is a duplicate the ledger decides.
///
/// @param date the business date of the telegrams, as they say it
/// @param last the highest number seen on that date; -1 before the first
/// @param missing numbers passed over and not seen since
/// @param repeats numbers that were not higher than the last
record SequenceWatch(String date, long last, long missing, long repeats) {

    static final SequenceWatch START = new SequenceWatch("", -1, 0, 0);

    /// After a telegram; a new business date starts anew, whatever its first number.
    SequenceWatch see(String telegramDate, long sequence) {
        if (!telegramDate.equals(date)) {
            return new SequenceWatch(telegramDate, sequence, missing, repeats);
        }
        if (sequence <= last) {
            return new SequenceWatch(date, last, missing, repeats + 1);
        }
        long passedOver = last < 0 ? 0 : sequence - last - 1;
        return new SequenceWatch(date, sequence, missing + passedOver, repeats);
    }
}
