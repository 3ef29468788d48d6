package kr.bongsu.fepsimulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.bongsu.fepsimulator.fault.Delivery;
import kr.bongsu.fepsimulator.fault.Manners;
import kr.bongsu.fepsimulator.fault.Misbehaviour;
import kr.bongsu.fepsimulator.fault.Spoil;
import kr.bongsu.fepsimulator.fault.Spoiling;
import kr.bongsu.telegram.yaml.Nearest;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads a line's faults.
final class MisbehaviourReader {

    private static final Pattern NUMBERED = Pattern.compile("(joined|split):([1-9]\\d{0,5})");
    private static final Pattern CODE = Pattern.compile("\\d{4}");
    private static final Map<String, Delivery.Cutting> CUTTINGS =
            Map.of(
                    "plain", new Delivery.Joined(Integer.MAX_VALUE),
                    "bytes", new Delivery.ByteByByte(),
                    "length", new Delivery.InsideLength(),
                    "mixed", new Delivery.AfterHeartbeats());

    private final YamlMap map;

    private MisbehaviourReader(YamlMap map) {
        this.map = map;
    }

    static Misbehaviour read(YamlMap map) {
        MisbehaviourReader reader = new MisbehaviourReader(map);
        return new Misbehaviour(reader.delivery(), reader.spoiling(), reader.manners());
    }

    private Delivery delivery() {
        return new Delivery(cutting(), map.duration("pause", Duration.ZERO, Duration.ZERO));
    }

    private Delivery.Cutting cutting() {
        String word = map.text("write", "plain");
        Matcher numbered = NUMBERED.matcher(word);
        if (numbered.matches()) {
            int number = Integer.parseInt(numbered.group(2));
            return numbered.group(1).equals("split")
                    ? new Delivery.Split(number)
                    : new Delivery.Joined(number);
        }
        Optional<Delivery.Cutting> cutting = Optional.ofNullable(CUTTINGS.get(word));
        if (cutting.isEmpty()) {
            map.fault(
                    "write",
                    "'" + word + "' is not known",
                    "write plain, joined:3, split:5, bytes, length or mixed");
        }
        return cutting.orElse(new Delivery.ByteByByte());
    }

    private Spoiling spoiling() {
        int every = map.integer("every", 1, 1_000_000, 10);
        Optional<String> words = map.optional("spoil");
        if (words.isEmpty()) {
            return new Spoiling(List.of(), every, 0);
        }
        if (words.get().equals("all")) {
            return new Spoiling(List.of(Spoil.values()), every, 0);
        }
        Map<String, Spoil> known = Spoil.byWord();
        List<Spoil> kinds = new ArrayList<>();
        for (String word : words.get().split("\\+", -1)) {
            Optional<Spoil> kind = Optional.ofNullable(known.get(word.strip()));
            kind.ifPresent(kinds::add);
            if (kind.isEmpty()) {
                map.fault(
                        "spoil",
                        "'" + word + "' is not known",
                        Nearest.to(word, known.keySet())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse(
                                        "write all, or some of these with + between them: "
                                                + String.join(
                                                        ", ", new TreeSet<>(known.keySet()))));
            }
        }
        return new Spoiling(kinds, every, 0);
    }

    private Manners manners() {
        return new Manners(
                answering("sign-on"),
                answering("heartbeats"),
                map.integer("half-open", 0, Integer.MAX_VALUE, 0),
                map.integer("read-rate", 0, Integer.MAX_VALUE, 0),
                map.integer("bad-connections", 0, Integer.MAX_VALUE, 1));
    }

    private Manners.Answering answering(String key) {
        String word = map.text(key, "good");
        if (CODE.matcher(word).matches()) {
            return new Manners.Answering.Refused(word);
        }
        Map<String, Manners.Answering> words =
                Map.of("good", new Manners.Answering.Good(), "mute", new Manners.Answering.Mute());
        if (!words.containsKey(word)) {
            map.fault(
                    key,
                    "'" + word + "' is not known",
                    "write good, mute, or a response code of four digits");
        }
        return words.getOrDefault(word, new Manners.Answering.Good());
    }
}
