package kr.bongsu.fcmemulator.fault;

/// The behaviour in force; a test may replace it at any time.
public final class Conduct {

    private Behaviour behaviour;

    public Conduct(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    public void behaviour(Behaviour next) {
        behaviour = next;
    }
}
