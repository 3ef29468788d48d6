package kr.bongsu.fcmemulator;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which package may use which, as data.
class PackagesTest {

    private static final String ROOT = "kr.bongsu.fcmemulator";

    /// A package, and those of this module that it may use besides itself.
    private static final Map<String, List<String>> MAY_USE =
            Map.of(
                    "directory", List.of(),
                    "http", List.of(),
                    "schema", List.of(),
                    "fault", List.of("phone"),
                    "phone", List.of("schema"),
                    "error", List.of("http", "schema"),
                    "oauth", List.of("http", "directory", "fault", "error"),
                    "topic", List.of("http", "oauth", "fault", "error"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatTheyMay() {
        MAY_USE.forEach((name, others) -> {
            String[] forbidden =
                    List.of(
                                    "directory",
                                    "http",
                                    "schema",
                                    "fault",
                                    "phone",
                                    "error",
                                    "oauth",
                                    "topic",
                                    "send",
                                    "control")
                            .stream()
                            .filter(other -> !other.equals(name) && !others.contains(other))
                            .map(other -> ROOT + "." + other)
                            .toArray(String[]::new);
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(CLASSES);
        });
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
