/// FCM as a program: the command line, and the composition of everything below.
///
/// Uses every other package; none uses it. Start reading at `Main`, then `Emulator`.
@NullMarked
package kr.bongsu.fcmemulator;

import org.jspecify.annotations.NullMarked;
