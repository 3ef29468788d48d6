package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.bongsu.supervisor.app.Attribute;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/process-manager.md"));
    }

    @Test
    void everyKeyAndAliasIsDocumented() throws IOException {
        String text = document();
        for (Attribute attribute : Attribute.values()) {
            assertThat(text).contains("`" + attribute.key() + "`");
            for (String alias : attribute.aliases()) {
                assertThat(text).contains("`" + alias + "`");
            }
        }
    }
}
