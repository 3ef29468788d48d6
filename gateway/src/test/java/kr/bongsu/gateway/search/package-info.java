@NullMarked
package kr.bongsu.gateway.search;

import org.jspecify.annotations.NullMarked;
