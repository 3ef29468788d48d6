@NullMarked
package kr.bongsu.gateway.delivery;

import org.jspecify.annotations.NullMarked;
