@NullMarked
package kr.bongsu.gateway.result;

import org.jspecify.annotations.NullMarked;
