/// Fixed-length telegrams: layout as data, bytes to records and back.
@org.jspecify.annotations.NullMarked
package kr.bongsu.telegram;
