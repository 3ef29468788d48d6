/// Tests of single types, without sockets.
@NullMarked
package kr.bongsu.fcmemulator.schema;

import org.jspecify.annotations.NullMarked;
