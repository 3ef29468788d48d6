/// Replacing and losing programs under load: the shipped commands, real programs in three
/// languages, and a client that never tries again.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.deploy;
