package kr.bongsu.gateway;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The directions between the gateway's packages, as data.
class ArchitectureTest {

    private static final String ROOT = "kr.bongsu.gateway";

    /// What each package may use, besides itself.
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("push", Set.of()),
                    entry("log", Set.of()),
                    entry("access", Set.of("log")),
                    entry("openid", Set.of("access", "log")),
                    entry("ledger", Set.of("push", "log")),
                    entry("search", Set.of("push", "log", "ledger")),
                    entry("upkeep", Set.of("push", "log", "ledger")),
                    entry("result", Set.of("push", "log", "ledger")),
                    entry("link", Set.of("push", "log", "ledger")),
                    entry("rule", Set.of("push")),
                    entry("delivery", Set.of("push", "log", "ledger", "rule")),
                    entry("fcm", Set.of("push", "log")),
                    entry("pulse", Set.of("push")),
                    entry("fleet", Set.of("log")),
                    entry(
                            "admin",
                            Set.of(
                                    "push", "log", "access", "openid", "ledger", "search", "link",
                                    "pulse", "fleet", "upkeep")),
                    entry("intake", Set.of("push", "log", "access", "ledger", "search", "admin")),
                    entry(
                            "",
                            Set.of(
                                    "push",
                                    "log",
                                    "access",
                                    "openid",
                                    "ledger",
                                    "search",
                                    "upkeep",
                                    "result",
                                    "link",
                                    "rule",
                                    "delivery",
                                    "fcm",
                                    "pulse",
                                    "fleet",
                                    "admin",
                                    "intake")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatTheyMay() {
        assertThat(
                        CLASSES.stream()
                                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                                .filter(each -> isOurs(each.getTargetClass()))
                                .filter(each -> {
                                    String from = name(each.getOriginClass());
                                    String to = name(each.getTargetClass());
                                    return !from.equals(to)
                                            && !MAY_USE.getOrDefault(from, Set.of()).contains(to);
                                })
                                .map(each -> each.getDescription()))
                .isEmpty();
        assertThat(CLASSES.stream().map(ArchitectureTest::name).distinct())
                .as("packages that are not in the table")
                .allMatch(MAY_USE::containsKey);
    }

    @Test
    void thereIsNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        for (String name : MAY_USE.keySet()) {
            JavaPackage each = CLASSES.getPackage(name.isEmpty() ? ROOT : ROOT + "." + name);
            assertThat(each.tryGetPackageInfo()).as(each.getName()).isPresent();
            assertThat(each.getPackageInfo().isAnnotatedWith(NullMarked.class))
                    .as(each.getName())
                    .isTrue();
        }
    }

    private static boolean isOurs(JavaClass each) {
        return each.getPackageName().startsWith(ROOT);
    }

    private static String name(JavaClass each) {
        String name = each.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
