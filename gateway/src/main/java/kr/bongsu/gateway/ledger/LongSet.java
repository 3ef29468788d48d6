package kr.bongsu.gateway.ledger;

import java.util.Arrays;

/// A set of numbers in 16 bytes each or less. Not for several threads at once.
final class LongSet {

    private static final int LEAST = 1 << 10;

    private long[] places = new long[LEAST];
    private int size;
    private boolean hasZero;

    /// Takes a number in; tells whether it is new.
    boolean add(long number) {
        if (number == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (size * 2 >= places.length) {
            grow();
        }
        int place = place(places, number);
        if (places[place] == number) {
            return false;
        }
        places[place] = number;
        size++;
        return true;
    }

    boolean contains(long number) {
        return number == 0 ? hasZero : places[place(places, number)] == number;
    }

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    private void grow() {
        long[] more = new long[places.length * 2];
        Arrays.stream(places)
                .filter(number -> number != 0)
                .forEach(number -> more[place(more, number)] = number);
        places = more;
    }

    /// Where it is, or would be.
    private static int place(long[] all, long number) {
        int place = (int) (number ^ number >>> 32) & all.length - 1;
        while (all[place] != 0 && all[place] != number) {
            place = place + 1 & all.length - 1;
        }
        return place;
    }
}
