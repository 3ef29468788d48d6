/// Tests of single types, without sockets.
@NullMarked
package kr.bongsu.fcmemulator.phone;

import org.jspecify.annotations.NullMarked;
