package kr.bongsu.telegram.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// One item of a list: a single word or a mapping.
public final class YamlValue {

    private final YamlSource source;
    private final String path;
    private final Node node;

    YamlValue(YamlSource source, String path, Node node) {
        this.source = source;
        this.path = path;
        this.node = node;
    }

    public Optional<String> text() {
        return node instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    public Optional<YamlMap> map() {
        return node instanceof MappingNode mapping
                ? Optional.of(new YamlMap(source, path + ".", mapping))
                : Optional.empty();
    }

    public void fault(String what, String remedy) {
        source.fault(node, "'" + path + "': " + what, remedy);
    }
}
