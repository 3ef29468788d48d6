@NullMarked
package kr.bongsu.gateway.fleet;

import org.jspecify.annotations.NullMarked;
