package io.jenkins.plugins.dockereventwatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules for the structure of every module. */
public final class StructureRules {

    static final String ROOT = "io.jenkins.plugins.dockereventwatch";

    private static final long MAX_CLASSES = 25;
    private static final int MAX_PARAMETERS = 6;

    private StructureRules() {}

    @ArchTest
    static final ArchRule packagesAreAcyclic =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static void methodsHaveFewParameters(JavaClasses classes) {
        assertThat(classes.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && unit.getParameterTypes().size() - implicitParameters(unit) > MAX_PARAMETERS)
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    /** Returns the parameters that the compiler adds: the outer instance, or the name and ordinal of a constant. */
    private static int implicitParameters(JavaCodeUnit unit) {
        JavaClass type = unit.getOwner();
        if (!unit.isConstructor()) {
            return 0;
        }
        return type.isEnum() ? 2 : type.isInnerClass() ? 1 : 0;
    }

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
