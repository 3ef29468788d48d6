package kr.bongsu.fcmemulator.phone;

import org.jspecify.annotations.Nullable;

/// Remembers a number for each of the last ids, in 16 to 32 bytes an id.
///
/// Ids are 64-bit hashes: among a million the chance that any two are taken for one is about one in
/// 37 million. Two generations of `generation` ids each: when the young one is full it becomes the
/// old one and the old one is forgotten.
final class Recent {

    private static final int FIRST_SLOTS = 1024;

    private final int generation;
    private long[] young = new long[FIRST_SLOTS * 2];
    private int youngSize;
    private long @Nullable [] old;

    Recent(int generation) {
        this.generation = generation;
    }

    /// Stores a value other than 0.
    ///
    /// @return the value before, or 0 when the id is new or long forgotten
    long put(long id, long value) {
        long key = id == 0 ? 1 : id;
        int slot = slot(young, key);
        if (young[slot] == key) {
            long before = young[slot + 1];
            young[slot + 1] = value;
            return before;
        }
        young[slot] = key;
        young[slot + 1] = value;
        youngSize++;
        long before = old == null ? 0 : find(old, key);
        if (youngSize >= generation) {
            old = young;
            young = new long[FIRST_SLOTS * 2];
            youngSize = 0;
        } else if (youngSize * 4L > young.length) {
            grow();
        }
        return before;
    }

    void clear() {
        young = new long[FIRST_SLOTS * 2];
        youngSize = 0;
        old = null;
    }

    /// A hash of texts that spreads over all 64 bits.
    static long hash(long seed, String text) {
        long h = seed ^ 0x9e3779b97f4a7c15L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0xff51afd7ed558ccdL;
            h ^= h >>> 32;
        }
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    private void grow() {
        long[] larger = new long[young.length * 2];
        for (int i = 0; i < young.length; i += 2) {
            if (young[i] != 0) {
                int slot = slot(larger, young[i]);
                larger[slot] = young[i];
                larger[slot + 1] = young[i + 1];
            }
        }
        young = larger;
    }

    private static long find(long[] table, long key) {
        int slot = slot(table, key);
        return table[slot] == key ? table[slot + 1] : 0;
    }

    /// Where the key is or would be; tables have twice as many slots as keys, so there is always a
    /// free one.
    private static int slot(long[] table, long key) {
        int mask = table.length - 2;
        int slot = (int) (key ^ (key >>> 32)) << 1 & mask;
        while (table[slot] != 0 && table[slot] != key) {
            slot = slot + 2 & mask;
        }
        return slot;
    }
}
