@NullMarked
package kr.bongsu.gateway.upkeep;

import org.jspecify.annotations.NullMarked;
