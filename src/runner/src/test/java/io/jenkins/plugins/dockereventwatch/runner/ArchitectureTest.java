package io.jenkins.plugins.dockereventwatch.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.jenkins.plugins.dockereventwatch.StructureRules;

/** The program converts user input into engine objects and shows results; the rules are in the engine. */
@AnalyzeClasses(
        packages = "io.jenkins.plugins.dockereventwatch.runner",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests structure = ArchTests.in(StructureRules.class);

    @ArchTest
    static final ArchRule programLeavesTheEnginesSubjectsToTheEngine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.github.dockerjava..", "org.yaml..", "com.google.re2j..", "java.net.http..");

    @ArchTest
    static final ArchRule programDoesNotKnowJenkins = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke.stapler..");
}
