package kr.bongsu.supervisor.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that libc reads and writes, with the array that Java works on. Belongs to one thread.
///
/// Work on bytes happens in the array: without the optimising compiler, which a small daemon leaves
/// off, access to native memory byte by byte is many times slower than one copy.
public final class NativeBuffer {
    private final byte[] bytes;
    private final MemorySegment segment;

    public NativeBuffer(int size) {
        bytes = new byte[size];
        segment = Arena.ofAuto().allocate(size);
    }

    public byte[] bytes() {
        return bytes;
    }

    MemorySegment segment() {
        return segment;
    }
}
