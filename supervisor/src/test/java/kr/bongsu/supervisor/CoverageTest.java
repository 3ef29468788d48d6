package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kr.bongsu.supervisor.app.Attribute;
import org.junit.jupiter.api.Test;

/// No command and no attribute is without a test that drives it: whoever adds one meets this.
class CoverageTest {
    private static String tests() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/kr/bongsu/supervisor"))) {
            for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                if (!file.getFileName().toString().equals("CoverageTest.java")) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    @Test
    void everyAttributeIsSetByATest() throws IOException {
        String tests = tests();
        assertThat(List.of(Attribute.values()))
                .allSatisfy(attribute ->
                        assertThat(tests)
                                .containsPattern("[ {,\"]" + attribute.key() + "\\\\?\"?:"));
    }

    @Test
    void everyCommandAndAliasIsRunByATest() throws IOException {
        Matcher commands =
                Pattern.compile("(?m)^commands=\"([^\"]+)\"")
                        .matcher(Files.readString(Path.of("../bongsu")));
        assertThat(commands.find()).isTrue();
        String tests = tests();
        assertThat(List.of(commands.group(1).replace("\\\n", "").split(" +")))
                .hasSizeGreaterThan(50)
                .allSatisfy(command -> assertThat(tests).contains("\"" + command + "\""));
    }
}
