@NullMarked
package kr.bongsu.gateway.rule;

import org.jspecify.annotations.NullMarked;
