package kr.bongsu.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Which module may use which, as data. A new module that is not listed here fails.
class ModuleDirectionsTest {

    private static final Map<String, Set<String>> MAY_USE =
            Map.of(
                    "telegram", Set.of(),
                    "gateway", Set.of("telegram"),
                    "supervisor", Set.of(),
                    "fcmemulator", Set.of(),
                    "fepsimulator", Set.of("telegram"),
                    "distribution", Set.of());

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("kr.bongsu");

    @TestFactory
    Stream<DynamicTest> modulesUseOnlyWhatTheyMay() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(module -> DynamicTest.dynamicTest(module, () -> usesOnlyWhatItMay(module)));
    }

    private static void usesOnlyWhatItMay(String module) {
        String[] forbidden =
                MAY_USE.keySet().stream()
                        .filter(other -> !other.equals(module))
                        .filter(other -> !MAY_USE.getOrDefault(module, Set.of()).contains(other))
                        .map(other -> "kr.bongsu." + other + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("kr.bongsu." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void noMainSourceIsLongerThanThreeHundredLines() throws IOException {
        List<Path> seen = new ArrayList<>();
        List<Path> tooLong = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Shipped.ROOT)) {
            for (Path module : modules) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(seen::add);
                    }
                }
            }
        }
        for (Path file : seen) {
            if (Files.readAllLines(file).size() > 300) {
                tooLong.add(file);
            }
        }
        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyModuleIsListed() {
        List<String> modules =
                CLASSES.stream()
                        .map(type -> type.getPackageName().split("\\.", 4)[2])
                        .filter(module -> !module.equals("acceptance"))
                        .distinct()
                        .toList();
        assertThat(modules).isNotEmpty().isSubsetOf(MAY_USE.keySet());
    }
}
