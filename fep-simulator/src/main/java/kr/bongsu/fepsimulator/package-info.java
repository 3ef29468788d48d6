/// The FEP as a program: listens as it does and sends telegrams to whatever push server connects.
///
/// ```
///   Main -> SettingsReader (command line, scenario file) -> Settings -> Simulation (lines) -> Report (JSON on stdout)
/// ```
///
/// Uses [kr.bongsu.fepsimulator.line] and [kr.bongsu.fepsimulator.people]. Start with [Main].
@NullMarked
package kr.bongsu.fepsimulator;

import org.jspecify.annotations.NullMarked;
