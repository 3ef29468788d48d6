@NullMarked
package kr.bongsu.gateway.push;

import org.jspecify.annotations.NullMarked;
