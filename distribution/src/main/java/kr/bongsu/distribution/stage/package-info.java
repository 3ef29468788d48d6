/// A whole installation on one machine, as processes: the FCM emulator, the FEP simulator and the
/// gateway between them, each started through the shipped launcher and kept by the process manager.
///
/// Uses no class of those programs: it knows their command lines, the JSON lines they print and the
/// gateway's API, as an operator does. Invariant: whatever happens to this process, the programs it
/// started end ([Guard]). Start reading at [Stage].
@NullMarked
package kr.bongsu.distribution.stage;

import org.jspecify.annotations.NullMarked;
