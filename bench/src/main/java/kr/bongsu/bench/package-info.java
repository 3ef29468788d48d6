/// Measures the shipped programs and the code on the way of a push, and prints short tables.
///
/// Uses the stage of the distribution to start programs, and what a measured class needs.
/// Invariant: nothing here is used by what ships, and a run leaves no process and no file behind.
/// Start with [Main].
@NullMarked
package kr.bongsu.bench;

import org.jspecify.annotations.NullMarked;
