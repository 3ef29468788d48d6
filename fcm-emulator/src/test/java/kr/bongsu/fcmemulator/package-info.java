/// The emulator as its users meet it: over real sockets, with Google's own SDKs.
@NullMarked
package kr.bongsu.fcmemulator;

import org.jspecify.annotations.NullMarked;
