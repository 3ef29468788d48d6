package kr.bongsu.telegram.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Opens a YAML settings file as a [YamlMap].
public final class YamlFile {

    /// A settings file larger than this is not a settings file.
    private static final long LARGEST = 1 << 20;

    private YamlFile() {}

    /// The file's top mapping; an empty one, with a fault, when the file cannot be read.
    public static YamlMap read(Path file, Faults faults) {
        try {
            if (Files.size(file) > LARGEST) {
                faults.add(
                        new Fault(file.toString(), 0, "larger than 1 MB", "name a settings file"));
                return empty(file.toString(), faults);
            }
            return parse(file.toString(), Files.readString(file), faults);
        } catch (NoSuchFileException missing) {
            faults.add(new Fault(file.toString(), 0, "no such file", "check the path"));
        } catch (IOException unreadable) {
            faults.add(
                    new Fault(
                            file.toString(),
                            0,
                            "cannot be read (" + unreadable + ")",
                            "check its permissions and that it is UTF-8 text"));
        }
        return empty(file.toString(), faults);
    }

    /// The text's top mapping; `name` stands in the faults for the file.
    public static YamlMap parse(String name, String text, Faults faults) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                faults.add(new Fault(name, 0, "is empty", "write the settings into it"));
            } else if (root.get() instanceof MappingNode mapping) {
                return new YamlMap(new YamlSource(name, faults), "", mapping);
            } else {
                faults.add(new Fault(name, 1, "is not a mapping", "write 'key: value' lines"));
            }
        } catch (MarkedYamlEngineException bad) {
            int line = bad.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            faults.add(
                    new Fault(name, line, "is not YAML: " + bad.getProblem(), "mend the syntax"));
        } catch (YamlEngineException bad) {
            faults.add(new Fault(name, 0, "is not YAML: " + bad.getMessage(), "mend the syntax"));
        }
        return empty(name, faults);
    }

    private static YamlMap empty(String name, Faults faults) {
        MappingNode nothing =
                new MappingNode(Tag.MAP, List.of(), org.snakeyaml.engine.v2.common.FlowStyle.BLOCK);
        return new YamlMap(new YamlSource(name, faults).silent(), "", nothing);
    }
}
