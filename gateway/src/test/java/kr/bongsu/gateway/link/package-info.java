@NullMarked
package kr.bongsu.gateway.link;

import org.jspecify.annotations.NullMarked;
