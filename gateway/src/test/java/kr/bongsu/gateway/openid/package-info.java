/// Tests of logging in by an OpenID provider, with one that says whatever a test wants; the
/// acceptance tests have a real one.
@NullMarked
package kr.bongsu.gateway.openid;

import org.jspecify.annotations.NullMarked;
