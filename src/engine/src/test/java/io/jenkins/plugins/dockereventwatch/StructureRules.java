package io.jenkins.plugins.dockereventwatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules for the structure of every module. */
public final class StructureRules {

    static final String ROOT = "io.jenkins.plugins.dockereventwatch";

    private static final long MAX_CLASSES = 25;
    private static final int MAX_PARAMETERS = 6;

    /** Names of components that may contain secrets. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)environment|variables|arguments|password|passphrase|token|secret|privateKey|authorization");

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

    /** The {@code toString} that the compiler generates accesses nothing itself; a class that hides its value is a secret. */
    @ArchTest
    static void recordsDoNotPrintSecrets(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isRecord()
                                && !type.getPackageName().startsWith(ROOT + ".template")
                                && type.getFields().stream().anyMatch(StructureRules::mayContainSecret)
                                && type.getMethod("toString")
                                        .getAccessesFromSelf()
                                        .isEmpty())
                        .map(JavaClass::getName))
                .as("records whose toString prints environment variables, passwords or tokens")
                .isEmpty();
    }

    private static boolean mayContainSecret(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.STATIC)
                && SECRET.matcher(field.getName()).find()
                && (field.getRawType().isEquivalentTo(String.class)
                        || field.getRawType().isArray()
                        || field.getRawType().isAssignableTo(Collection.class)
                        || field.getRawType().isAssignableTo(Map.class));
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
