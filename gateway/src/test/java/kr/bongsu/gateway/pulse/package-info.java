@NullMarked
package kr.bongsu.gateway.pulse;

import org.jspecify.annotations.NullMarked;
