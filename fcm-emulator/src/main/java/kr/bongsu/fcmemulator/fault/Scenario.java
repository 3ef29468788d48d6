package kr.bongsu.fcmemulator.fault;

/// Everything that a test can change while the emulator runs.
public record Scenario(Conduct conduct, TokenStates tokens, Faults faults) {}
