package kr.bongsu.supervisor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "kr.bongsu.supervisor.";

    /// What each package may use beside itself.
    private static final Map<String, List<String>> MAY_USE =
            Map.of(
                    "agent", List.of(),
                    "json", List.of(),
                    "libc", List.of(),
                    "app", List.of("json", "libc"),
                    "logs", List.of("json", "libc"),
                    "process", List.of("app", "json", "libc"),
                    "control", List.of("app", "json"),
                    "daemon", List.of("app", "json", "libc", "logs", "process", "control"),
                    "cli", List.of("app", "json", "libc", "logs", "process", "control", "daemon"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatTheyMay() {
        MAY_USE.forEach((name, uses) -> {
            String[] allowed = new String[uses.size() + 1];
            allowed[0] = ROOT + name + "..";
            for (int i = 0; i < uses.size(); i++) {
                allowed[i + 1] = ROOT + uses.get(i) + "..";
            }
            classes()
                    .that(resideInAPackage(ROOT + name + ".."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed)
                                    .or(
                                            com.tngtech.archunit.base.DescribedPredicate.not(
                                                    resideInAPackage(ROOT + "."))))
                    .check(CLASSES);
        });
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
