/// The benchmark of what a link does with a telegram, beside the classes it measures, which nobody
/// else may see.
@NullMarked
package kr.bongsu.gateway.link;

import org.jspecify.annotations.NullMarked;
