/// The files that a client of the emulator needs: its CA, a trust store, a service account, the
/// ports in use.
///
/// Uses nothing of the emulator. Invariant: what [EmulatorDirectory#open] returns is on disk,
/// belongs together and is valid for at least a day; files that hold a private key have mode 0600.
/// Start reading at `EmulatorDirectory`.
@NullMarked
package kr.bongsu.fcmemulator.directory;

import org.jspecify.annotations.NullMarked;
