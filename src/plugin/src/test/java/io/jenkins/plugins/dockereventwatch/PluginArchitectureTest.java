package io.jenkins.plugins.dockereventwatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

/** The structure of the plugin's packages. */
@AnalyzeClasses(
        packages = PluginArchitectureTest.ROOT,
        importOptions = {ImportOption.DoNotIncludeTests.class, PluginArchitectureTest.PluginOnly.class})
class PluginArchitectureTest {

    static final String ROOT = "io.jenkins.plugins.dockereventwatch";

    private static final long MAX_CLASSES = 25;

    /** Excludes the engine, which has a test of its own. */
    static final class PluginOnly implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return location.contains("/plugin/");
        }
    }

    @ArchTest
    static final ArchRule packagesAreAcyclic =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule namesAreSpecific = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper");

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        Map<String, Long> counts = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(counts)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_CLASSES));
    }
}
