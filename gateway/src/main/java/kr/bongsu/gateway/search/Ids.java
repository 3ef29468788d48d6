package kr.bongsu.gateway.search;

/// A range of ids, both ends included; empty when `first > last`.
record Ids(long first, long last) {

    static final Ids ALL = new Ids(1, Long.MAX_VALUE - 1);

    static Ids none() {
        return new Ids(1, 0);
    }

    boolean isEmpty() {
        return first > last;
    }

    boolean contains(long id) {
        return first <= id && id <= last;
    }

    Ids below(long id) {
        return new Ids(first, Math.min(last, id - 1));
    }

    Ids above(long id) {
        return new Ids(Math.max(first, id + 1), last);
    }

    Ids meet(Ids other) {
        return new Ids(Math.max(first, other.first), Math.min(last, other.last));
    }
}
