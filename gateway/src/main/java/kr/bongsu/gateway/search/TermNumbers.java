package kr.bongsu.gateway.search;

import java.util.Arrays;

/// Numbers terms in the order in which they first appear, without an object for each.
final class TermNumbers {

    private static final int FREE = -1;

    private long[] terms = new long[1 << 12];
    private int[] table = free(1 << 13);
    private int size;

    int size() {
        return size;
    }

    long term(int number) {
        return terms[number];
    }

    /// The number of a term, given now if it is new.
    int of(long term) {
        int place = place(term);
        if (table[place] == FREE) {
            if (size == terms.length) {
                grow();
                place = place(term);
            }
            terms[size] = term;
            table[place] = size++;
        }
        return table[place];
    }

    private int place(long term) {
        long mixed = term * 0x9e3779b97f4a7c15L;
        int place = (int) (mixed >>> 33) & (table.length - 1);
        while (table[place] != FREE && terms[table[place]] != term) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    private void grow() {
        terms = Arrays.copyOf(terms, 2 * terms.length);
        table = free(2 * terms.length);
        for (int number = 0; number < size; number++) {
            table[place(terms[number])] = number;
        }
    }

    private static int[] free(int length) {
        int[] table = new int[length];
        Arrays.fill(table, FREE);
        return table;
    }
}
