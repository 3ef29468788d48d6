package kr.bongsu.supervisor.logs;

import java.util.Arrays;

/// A growing array of bytes that lets its content be written without a copy.
final class Bytes {
    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void append(byte b) {
        reserve(1);
        array[size++] = b;
    }

    void append(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    void append(byte[] source) {
        append(source, 0, source.length);
    }

    private void reserve(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(size + more, 2 * array.length));
        }
    }
}
