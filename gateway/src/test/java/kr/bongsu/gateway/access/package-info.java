@NullMarked
package kr.bongsu.gateway.access;

import org.jspecify.annotations.NullMarked;
