@NullMarked
package kr.bongsu.gateway.intake;

import org.jspecify.annotations.NullMarked;
