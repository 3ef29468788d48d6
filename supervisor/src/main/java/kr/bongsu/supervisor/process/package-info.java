/// One process: its state and the legal ways out of it, when it is started again, how it is started
/// and how its tree ends.
///
/// [State] is the machine, [RestartPolicy] the pure decision after an exit, [Spawner] the start,
/// [ProcessTree] everything that descends from it. No table, no commands, no files here. Uses
/// `app`, `libc` and `json`.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.process;
