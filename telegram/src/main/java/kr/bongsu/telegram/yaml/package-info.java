/// YAML that remembers its lines: a settings file is read once and every fault in it is reported at
/// once.
///
/// Uses nothing of Bongsu. Start with [YamlFile], then [YamlMap].
///
/// Invariant: reading never throws for what a person wrote; it adds a [Fault] and returns a
/// harmless value, so that one run finds every fault. A caller must look at [Faults#isEmpty()]
/// before it uses what was read.
@NullMarked
package kr.bongsu.telegram.yaml;

import org.jspecify.annotations.NullMarked;
