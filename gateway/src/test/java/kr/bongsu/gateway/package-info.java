@NullMarked
package kr.bongsu.gateway;

import org.jspecify.annotations.NullMarked;
