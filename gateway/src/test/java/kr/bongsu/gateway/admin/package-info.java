@NullMarked
package kr.bongsu.gateway.admin;

import org.jspecify.annotations.NullMarked;
