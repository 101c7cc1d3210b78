package io.jenkins.plugins.dockereventwatch.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A door holds no rule of its own, and needs nothing that the engine is there to know. */
@AnalyzeClasses(
        packages = "io.jenkins.plugins.dockereventwatch.runner",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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
