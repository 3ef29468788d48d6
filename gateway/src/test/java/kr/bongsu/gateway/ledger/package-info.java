@NullMarked
package kr.bongsu.gateway.ledger;

import org.jspecify.annotations.NullMarked;
