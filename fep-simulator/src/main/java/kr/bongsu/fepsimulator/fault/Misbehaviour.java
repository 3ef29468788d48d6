package kr.bongsu.fepsimulator.fault;

/// Everything that is wrong with one line, on purpose.
public record Misbehaviour(Delivery delivery, Spoiling spoiling, Manners manners) {

    public static final Misbehaviour NONE =
            new Misbehaviour(Delivery.PLAIN, Spoiling.NONE, Manners.GOOD);

    public Misbehaviour seeded(long seed) {
        return new Misbehaviour(delivery, spoiling.seeded(seed), manners);
    }
}
