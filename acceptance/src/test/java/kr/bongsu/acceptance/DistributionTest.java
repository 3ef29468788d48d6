package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The distribution is whole.
class DistributionTest {

    private static final List<String> PROGRAMS =
            List.of("demo", "gateway", "fcm-emulator", "fep-simulator");

    @TempDir Path temporary;

    @TestFactory
    Stream<DynamicTest> everyProgramPrintsItsHelp() {
        return PROGRAMS.stream()
                .map(program -> DynamicTest.dynamicTest(program, () -> printsItsHelp(program)));
    }

    private void printsItsHelp(String program) throws Exception {
        Command.Ended ended = Command.of(Shipped.LAUNCHER, program, "--help").run(temporary);
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.stdout()).contains("bongsu " + program);
    }

    @TestFactory
    Stream<DynamicTest> everyJarFindsTheJarsThatItNames() throws IOException {
        Path lib = Shipped.HOME.resolve("lib");
        try (Stream<Path> jars = Files.list(lib)) {
            return jars
                    .filter(jar -> jar.getFileName().toString().endsWith("-0.1.0.jar"))
                    .toList()
                    .stream()
                    .map(jar ->
                            DynamicTest.dynamicTest(
                                    jar.getFileName().toString(), () -> isWhole(jar)));
        }
    }

    private static void isWhole(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String classPath =
                    file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (classPath != null) {
                assertThat(classPath.split(" ", -1))
                        .allSatisfy(name -> assertThat(jar.resolveSibling(name)).exists());
            }
        }
    }
}
