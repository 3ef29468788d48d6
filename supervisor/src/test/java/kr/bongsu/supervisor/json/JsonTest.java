package kr.bongsu.supervisor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        JsonObject object =
                new JsonObject()
                        .put(
                                "text",
                                "quote \" backslash \\ line\n tab\t bell\u0007 separator\u2028 한글 🔥")
                        .put("number", 42L)
                        .put("decimal", 1.5)
                        .put("flag", true)
                        .put("list", List.of("a", new JsonObject().put("b", 1L), List.of()))
                        .put("nothing", null);

        String line = JsonWriter.write(object);

        assertThat(line).doesNotContain("\n").doesNotContain("nothing");
        assertThat(JsonReader.object(line)).isEqualTo(object);
        assertThat(JsonReader.object(JsonWriter.pretty(object))).isEqualTo(object);
    }

    @Test
    void textsWithAndWithoutEscapesFollowEachOther() {
        assertThat(
                        JsonReader.object(
                                "{\"a\":\"\",\"b\":\"x\\\"y\",\"c\":\"z\",\"d\":\"\\\\\",\"e\":\"\\u0041\"}"))
                .isEqualTo(
                        new JsonObject()
                                .put("a", "")
                                .put("b", "x\"y")
                                .put("c", "z")
                                .put("d", "\\")
                                .put("e", "A"));
        for (String unfinished : List.of("{\"a\":\"x", "{\"a\":\"x\\", "{\"a", "\"\\\"")) {
            assertThatThrownBy(() -> JsonReader.value(unfinished))
                    .as(unfinished)
                    .isInstanceOf(JsonException.class);
        }
    }

    @Test
    void relaxedTextMayHaveCommentsBareKeysAndTrailingCommas() {
        Object value =
                JsonReader.relaxed(
                        "// one\n{ apps: [ {name: 'api', /* two */ \"port\": 80,}, ], }");

        assertThat(value).hasToString("{\"apps\":[{\"name\":\"api\",\"port\":80}]}");
    }

    @Test
    void strictTextMayNot() {
        assertThatThrownBy(() -> JsonReader.object("{a:1}")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> JsonReader.object("{\"a\":1,}")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> JsonReader.object("{\"a\":1} x"))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void aFaultIsNamedByLineAndColumn() {
        assertThatThrownBy(() -> JsonReader.relaxed("{\n  \"a\": tru\n}"))
                .isInstanceOf(JsonException.class)
                .hasMessage("line 2, column 11: \"tru\" is not a value");
    }

    @Test
    void deepNestingIsRefusedInsteadOfExhaustingTheStack() {
        assertThatThrownBy(() -> JsonReader.value("[".repeat(100_000)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void aMemberOfTheWrongKindIsNamed() {
        assertThatThrownBy(() -> JsonReader.object("{\"id\":\"x\"}").number("id"))
                .hasMessage("\"id\" must be a number, not \"x\"");
        assertThatThrownBy(() -> new JsonObject().text("id"))
                .hasMessage("\"id\" must be text but is missing");
    }
}
