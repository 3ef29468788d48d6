/// The gateway program: [Main] puts the packages together, in the order in which one push passes
/// through them.
///
/// [Config] is what the operator wrote, read once by [ConfigReader]; no other package reads
/// settings.
@NullMarked
package kr.bongsu.gateway;

import org.jspecify.annotations.NullMarked;
