package kr.bongsu.fcmemulator.phone;

import kr.bongsu.fcmemulator.schema.Node;

/// Every phone: hands it what was accepted for its token and counts what its owner would see.
public final class Phones {

    /// What has happened on all phones so far.
    public static final class Counts {
        private long received;
        private long distinct;
        private long displayed;
        private long replaced;
        private long displayedTwice;

        public long received() {
            return received;
        }

        /// Ids that were accepted at least once.
        public long distinct() {
            return distinct;
        }

        /// Notifications that lit up a screen, replacements included.
        public long displayed() {
            return displayed;
        }

        /// Repeats that replaced the notification they repeat.
        public long replaced() {
            return replaced;
        }

        /// Repeats that stand beside the notification they repeat: the same news twice.
        public long displayedTwice() {
            return displayedTwice;
        }
    }

    private static final int GENERATION = 1_000_000;

    private final Recent ids = new Recent(GENERATION);
    private final Recent shown = new Recent(GENERATION);
    private Counts counts = new Counts();

    public Counts counts() {
        return counts;
    }

    /// Takes in an accepted message for one token.
    public void deliver(String token, String name, Node message) {
        Arrival arrival = Arrival.of(message, name, Platform.ANDROID);
        counts.received++;
        // A name is new every time, so a message without an id of its own needs no remembering.
        if (arrival.id().equals(name) || ids.put(Recent.hash(0, arrival.id()), 1) == 0) {
            counts.distinct++;
        }
        if (arrival.isVisible()) {
            show(token, arrival);
        }
    }

    private void show(String token, Arrival arrival) {
        counts.displayed++;
        String key = arrival.replacementKey();
        long place = key == null ? 1 : Recent.hash(2, key) | 2;
        long before = shown.put(Recent.hash(Recent.hash(1, token), arrival.id()), place);
        if (before == 0) {
            return;
        }
        if (key != null && before == place) {
            counts.replaced++;
        } else {
            counts.displayedTwice++;
        }
    }

    /// Forgets every message and starts counting anew.
    public void reset() {
        ids.clear();
        shown.clear();
        counts = new Counts();
    }
}
