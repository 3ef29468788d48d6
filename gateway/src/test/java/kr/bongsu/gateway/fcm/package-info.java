@NullMarked
package kr.bongsu.gateway.fcm;

import org.jspecify.annotations.NullMarked;
