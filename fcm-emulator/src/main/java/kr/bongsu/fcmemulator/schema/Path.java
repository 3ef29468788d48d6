package kr.bongsu.fcmemulator.schema;

import org.jspecify.annotations.Nullable;

/// Where in a message the reader is; made into text only for an error.
record Path(@Nullable Path parent, String last) {

    Path at(int index) {
        return new Path(parent, last + "[" + index + "]");
    }

    static String text(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }

    @Override
    public String toString() {
        return parent == null ? last : parent + "." + last;
    }
}
