/// The shipped programs, driven from outside as a user drives them: command lines, exit codes,
/// HTTP, signals.
///
/// Uses the package `stage` of the distribution to start programs. Invariant: a test leaves no
/// process and no file behind. Start reading at [KillTest], which proves the promise of the whole.
@NullMarked
package kr.bongsu.acceptance;

import org.jspecify.annotations.NullMarked;
