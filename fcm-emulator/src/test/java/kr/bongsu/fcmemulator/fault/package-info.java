/// Tests of single types, without sockets.
@NullMarked
package kr.bongsu.fcmemulator.fault;

import org.jspecify.annotations.NullMarked;
