/// `bongsu demo`: sends thousands of pushes through a whole installation on this machine, shows
/// them arrive, and says whether one was lost.
///
/// Uses the package `stage` for the programs. Invariant: the figures it prints are those that the
/// programs themselves gave. Start reading at [Main], then [Demo].
@NullMarked
package kr.bongsu.distribution.demo;

import org.jspecify.annotations.NullMarked;
