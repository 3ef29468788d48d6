package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the launcher says and which JVM it finds.
class LauncherTest {

    @TempDir Path temporary;
    private FakeMachine machine;

    @BeforeEach
    void setUp() throws Exception {
        machine = FakeMachine.in(temporary);
    }

    @Test
    void helpAndVersionNeedNoJdkAndNoBuild() throws Exception {
        Command.Ended help = machine.bongsu("--help").run(temporary);
        assertThat(help.code()).isZero();
        assertThat(help.stdout()).contains("bongsu demo", "bongsu gateway --config FILE");
        assertThat(help.stderr()).isEmpty();
        assertThat(machine.bongsu().run(temporary)).isEqualTo(help);

        Command.Ended version = machine.bongsu("--version").run(temporary);
        assertThat(version.code()).isZero();
        assertThat(version.stdout()).matches("bongsu \\d+\\.\\d+\\.\\d+\n");
    }

    @ParameterizedTest
    @CsvSource({"gatway,gateway", "Demo,demo", "fcm-emualtor,fcm-emulator", "lst,list"})
    void anUnknownCommandNamesTheNearestOne(String typed, String meant) throws Exception {
        Command.Ended ended = machine.bongsu(typed).run(temporary);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr())
                .contains("no command '" + typed + "'", "did you mean \"" + meant + "\"?")
                .hasLineCount(1);
    }

    @Test
    void aWordThatIsLikeNoCommandGetsNoGuess() throws Exception {
        Command.Ended ended = machine.bongsu("\\n*$(id)").run(temporary);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr()).contains("no command '\\n*$(id)'").doesNotContain("did you");
    }

    @Test
    void withoutAJdkItSaysHowToGetOne() throws Exception {
        machine.addMaven();
        machine.addJdk("jdk-17", "17.0.15");
        Command.Ended ended = machine.bongsu("demo").run(temporary);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr()).contains("no JDK 25 was found", "adoptium.net").hasLineCount(1);
        assertThat(ended.stdout()).isEmpty();
    }

    @Test
    void aWrongBongsuJavaHomeIsNotPassedOver() throws Exception {
        machine.addMaven();
        machine.addJdk("jdk-25", "25.0.3");
        Path old = machine.addJdk("jdk-17", "17.0.15");
        Command.Ended ended = machine.bongsu("demo").with("BONGSU_JAVA_HOME", old).run(temporary);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr()).contains("BONGSU_JAVA_HOME is " + old);
    }

    @Test
    void findsAJdkInTheUsualFoldersWhenJavaHomeAndThePathHoldAnOldOne() throws Exception {
        machine.addMaven();
        Path old = machine.addJdk("jdk-17", "17.0.15");
        Path jdk = machine.addJdk("jdk-25", "25.0.3");
        Files.createSymbolicLink(machine.path().resolve("java"), old.resolve("bin/java"));
        Command.Ended ended = machine.bongsu("demo").with("JAVA_HOME", old).run(temporary);
        assertThat(ended.code()).isZero();
        assertThat(Files.readString(machine.calls())).startsWith(jdk + " ");
    }

    @Test
    void findsTheJdkOnThePathThroughItsLinks() throws Exception {
        machine.addMaven();
        Path jdk = machine.addJdk("elsewhere", "25.0.3");
        Files.createSymbolicLink(temporary.resolve("java-link"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(machine.path().resolve("java"), temporary.resolve("java-link"));
        Command.Ended ended =
                machine.bongsu("demo").with("BONGSU_JDK_FOLDERS", "/nonexistent").run(temporary);
        assertThat(ended.code()).isZero();
        assertThat(ended.stdout()).contains("kr.bongsu.distribution.demo.Main");
    }

    @Test
    void handsArgumentsOverAsTheyAreAndIsReachedThroughALink() throws Exception {
        machine.addMaven();
        machine.addJdk("jdk 25 with blanks", "25.0.3");
        Path link =
                Files.createSymbolicLink(
                        temporary.resolve("bongsu-link"), machine.root().resolve("bongsu"));
        Command command = machine.bongsu("demo");
        Command.Ended ended =
                new Command(
                                java.util.List.of(link.toString(), "demo", "a b", "*", "", "봉수"),
                                command.environment())
                        .run(temporary);
        assertThat(ended.stdout())
                .endsWith("kr.bongsu.distribution.demo.Main\na b\n*\n\n봉수\n")
                .contains("-Dstdout.encoding=UTF-8");
    }
}
