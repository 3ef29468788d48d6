package kr.bongsu.gateway.fcm;

/// How many of the latest pushes FCM refused for good; what is older counts less. Pure.
record Refusals(int taken, int refused) {

    static final Refusals NONE = new Refusals(0, 0);

    /// Fewer say nothing: a small campaign may go to old tokens only.
    private static final int ENOUGH = 200;

    private static final int MANY = 500;

    Refusals and(boolean isRefused) {
        Refusals next =
                isRefused ? new Refusals(taken, refused + 1) : new Refusals(taken + 1, refused);
        return next.taken + next.refused < MANY
                ? next
                : new Refusals(next.taken / 2, next.refused / 2);
    }

    /// @param percent 0 for never
    boolean areAtLeast(int percent) {
        int all = taken + refused;
        return percent > 0 && all >= ENOUGH && refused * 100 >= percent * all;
    }
}
