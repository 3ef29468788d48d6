package kr.bongsu.telegram.yaml;

import org.snakeyaml.engine.v2.nodes.Node;

/// Where values come from and where their faults go.
record YamlSource(String file, Faults faults) {

    /// The same source after a fault that makes every other one meaningless.
    YamlSource silent() {
        return new YamlSource(file, new Faults());
    }

    void fault(Node at, String what, String remedy) {
        int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        faults.add(new Fault(file, line, what, remedy));
    }
}
