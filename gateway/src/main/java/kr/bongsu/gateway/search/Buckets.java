package kr.bongsu.gateway.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/// The catalogue of the log: how many pushes there are in each range of ids, and of what time. With
/// it any page and any time is found without counting rows.
final class Buckets {

    /// A bucket is a range of 2 to the power of this ids.
    static final int BITS = 10;

    static final Buckets NONE = new Buckets(new long[0], new long[1], new long[0], new long[0]);

    private final long[] numbers;

    /// How many pushes there are in all buckets before each; one more for the end.
    private final long[] before;

    private final long[] firstAt;
    private final long[] lastAt;

    private Buckets(long[] numbers, long[] before, long[] firstAt, long[] lastAt) {
        this.numbers = numbers;
        this.before = before;
        this.firstAt = firstAt;
        this.lastAt = lastAt;
    }

    /// One bucket.
    ///
    /// @param firstAt when the first of its telegrams was received
    record Bucket(long number, long pushes, long firstAt, long lastAt) {}

    /// The push that stands at a place of the log.
    ///
    /// @param ids where it is to be looked for
    /// @param skip how many pushes of `ids` come before it
    record Spot(Ids ids, long skip) {}

    static Buckets of(List<Bucket> buckets) {
        return NONE.with(buckets);
    }

    static long of(long id) {
        return id >>> BITS;
    }

    static Ids ids(long bucket) {
        return new Ids(bucket << BITS, ((bucket + 1) << BITS) - 1);
    }

    /// These and newer ones.
    Buckets with(List<Bucket> newer) {
        int old = numbers.length;
        int size = old + newer.size();
        Buckets all =
                new Buckets(
                        Arrays.copyOf(numbers, size),
                        Arrays.copyOf(before, size + 1),
                        Arrays.copyOf(firstAt, size),
                        Arrays.copyOf(lastAt, size));
        for (int i = old; i < size; i++) {
            Bucket bucket = newer.get(i - old);
            all.numbers[i] = bucket.number();
            all.before[i + 1] = all.before[i] + bucket.pushes();
            all.firstAt[i] = bucket.firstAt();
            all.lastAt[i] = bucket.lastAt();
        }
        return all;
    }

    /// How many pushes they hold.
    long pushes() {
        return before[numbers.length];
    }

    /// -1 when there are none.
    long lastNumber() {
        return numbers.length == 0 ? -1 : numbers[numbers.length - 1];
    }

    /// The last id they know of; 0 when there are none.
    long lastId() {
        return numbers.length == 0 ? 0 : ids(lastNumber()).last();
    }

    /// Finds the push before which there are so many.
    ///
    /// @param place from 0 to less than [#pushes]
    Spot at(long place) {
        int low = 0;
        int high = numbers.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return new Spot(ids(numbers[low]), place - before[low]);
    }

    /// The ids among which all pushes are that were received in a range of time; what is newer than
    /// the catalogue is among them.
    ///
    /// @param from inclusive, `until` exclusive, in epoch milliseconds
    Ids received(long from, long until) {
        long first = Ids.ALL.first();
        long last = Ids.ALL.last();
        // Telegrams of several links overlap a little, so no order is taken for granted.
        for (int i = 0; i < numbers.length && lastAt[i] < from; i++) {
            first = ids(numbers[i]).last() + 1;
        }
        for (int i = numbers.length - 1; i >= 0 && firstAt[i] >= until; i--) {
            last = ids(numbers[i]).first() - 1;
        }
        return new Ids(first, last);
    }

    /// The same buckets with what they hold of a range of time only.
    ///
    /// @param count counts what a bucket holds that lies in the range in part
    Buckets within(long from, long until, ToLongFunction<Ids> count) {
        long[] those = new long[before.length];
        for (int i = 0; i < numbers.length; i++) {
            long pushes = before[i + 1] - before[i];
            if (lastAt[i] < from || firstAt[i] >= until) {
                pushes = 0;
            } else if (firstAt[i] < from || lastAt[i] >= until) {
                pushes = count.applyAsLong(ids(numbers[i]));
            }
            those[i + 1] = those[i] + pushes;
        }
        return new Buckets(numbers, those, firstAt, lastAt);
    }
}
