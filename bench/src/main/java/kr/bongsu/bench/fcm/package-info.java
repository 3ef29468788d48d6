/// Measures the FCM client and the FCM emulator.
///
/// May use the gateway, the emulator as a program, and, beside them, a bare Netty loop and Google's
/// SDK. Start with [ClientRun].
@NullMarked
package kr.bongsu.bench.fcm;

import org.jspecify.annotations.NullMarked;
