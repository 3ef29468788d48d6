package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewKeyTest {

    @TempDir Path folder;

    @Test
    void itHasTheScopesAndTheLimitThatWereAskedForAndNoOther() throws Exception {
        ApiKeys keys = new ApiKeys(folder.resolve("keys"));
        NewKey wanted = NewKey.NONE.named("core").limitedTo("pushes, tokens").atMost("1200");
        String key = keys.add(wanted.caller());
        assertThat(Files.readString(folder.resolve("keys")))
                .matches("core pushes,tokens [0-9a-f]{64} 1200\n");
        Caller caller = keys.caller(key).orElseThrow();
        assertThat(caller.scopes()).isEqualTo(Set.of(Scope.PUSHES, Scope.TOKENS));
        assertThat(caller.perMinute()).hasValue(1200);
    }

    @Test
    void withoutAWordItMayDoEverythingAtTheUsualPace() throws Exception {
        ApiKeys keys = new ApiKeys(folder.resolve("keys"));
        Caller caller = keys.caller(keys.add(NewKey.NONE.named("kim").caller())).orElseThrow();
        assertThat(caller.scopes()).isEqualTo(EnumSet.allOf(Scope.class));
        assertThat(caller.perMinute()).isEmpty();
    }

    @Test
    void whatIsNoScopeOrNoNumberIsSaidWithARemedy() {
        assertThatThrownBy(() -> NewKey.NONE.named("a").limitedTo("pushs").caller())
                .hasMessage("'pushs' is no scope; did you mean pushes?");
        assertThatThrownBy(() -> NewKey.NONE.named("a").limitedTo("").caller())
                .hasMessageContaining("is no scope");
        assertThatThrownBy(() -> NewKey.NONE.named("a").atMost("0").caller())
                .hasMessageContaining("is no number of pushes a minute");
        assertThat(NewKey.NONE.limitedTo("pushes").isHalf()).isTrue();
    }

    @Test
    void aLineWithALimitThatIsNoneIsNoKey() throws Exception {
        ApiKeys keys = new ApiKeys(folder.resolve("keys"));
        String key = keys.add(NewKey.NONE.named("core").atMost("5").caller());
        Path file = folder.resolve("keys");
        Files.writeString(file, Files.readString(file).replace(" 5\n", " -5 x\n"));
        assertThat(keys.caller(key)).isEmpty();
    }
}
