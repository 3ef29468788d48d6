package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process manager through the shipped launcher, in a home of its own.
class ProcessManagerTest {

    private static final Pattern COMPLETED = Pattern.compile("compgen -W \"([^\"$]+)\"");
    private static final Pattern COMMANDS = Pattern.compile("commands=\"([^\"]+)\"");

    @TempDir Path folder;

    @AfterEach
    void end() throws Exception {
        bongsu("kill");
    }

    @Test
    void aProgramIsStartedListedAndEnded() throws Exception {
        assertThat(bongsu("start", "sleep 1000", "--name", "nap").code()).isZero();
        Command.Ended list = bongsu("jlist");
        assertThat(list.code()).isZero();
        assertThat(list.stdout()).startsWith("[{").contains("\"name\":\"nap\"", "\"online\"");
        Matcher pid = Pattern.compile("\"pid\":(\\d+)").matcher(list.stdout());
        assertThat(pid.find()).isTrue();
        ProcessHandle nap = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
        assertThat(bongsu("delete", "nap").code()).isZero();
        assertThat(nap.isAlive()).isFalse();
        assertThat(bongsu("jlist").stdout().strip()).isEqualTo("[]");
    }

    @Test
    void theLauncherKnowsEveryCommandThatTheProcessManagerKnows() throws Exception {
        Matcher completed = COMPLETED.matcher(bongsu("completion", "bash").stdout());
        assertThat(completed.find()).isTrue();
        Matcher commands = COMMANDS.matcher(Files.readString(Shipped.LAUNCHER));
        assertThat(commands.find()).isTrue();
        assertThat(List.of(commands.group(1).replace("\\\n", "").split(" +")))
                .containsAll(List.of(completed.group(1).split(" +")));
    }

    private Command.Ended bongsu(Object... words) throws Exception {
        Object[] all = new Object[words.length + 1];
        all[0] = Shipped.LAUNCHER;
        System.arraycopy(words, 0, all, 1, words.length);
        return Command.of(all).with("BONGSU_HOME", folder.resolve("home")).run(folder);
    }
}
