package io.jenkins.plugins.dockereventwatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The picture of docs/architecture.md, held. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "io.jenkins.plugins.dockereventwatch";

    @ArchTest
    static final ArchRule packagesKnowEachOtherOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("docker")
            .definedBy(ROOT + ".docker..")
            .layer("event")
            .definedBy(ROOT + ".event..")
            .layer("image")
            .definedBy(ROOT + ".image..")
            .layer("rule")
            .definedBy(ROOT + ".rule..")
            .layer("template")
            .definedBy(ROOT + ".template..")
            .layer("store")
            .definedBy(ROOT + ".store..")
            .layer("alert")
            .definedBy(ROOT + ".alert..")
            .layer("config")
            .definedBy(ROOT + ".config..")
            .layer("watch")
            .definedBy(ROOT + ".watch..")
            .layer("audit")
            .definedBy(ROOT + ".audit..")
            .whereLayer("audit")
            .mayNotBeAccessedByAnyLayer()
            .layer("sarif")
            .definedBy(ROOT + ".sarif..")
            .whereLayer("sarif")
            .mayNotAccessAnyLayer()
            .whereLayer("sarif")
            .mayOnlyBeAccessedByLayers("audit", "image")
            .layer("run")
            .definedBy(ROOT + ".run..")
            .layer("update")
            .definedBy(ROOT + ".update..")
            .layer("schedule")
            .definedBy(ROOT + ".schedule..")
            .layer("reminder")
            .definedBy(ROOT + ".reminder..")
            .layer("heartbeat")
            .definedBy(ROOT + ".heartbeat..")
            .whereLayer("heartbeat")
            .mayOnlyBeAccessedByLayers("config", "watch")
            .whereLayer("update")
            .mayNotAccessAnyLayer()
            .whereLayer("schedule")
            .mayNotAccessAnyLayer()
            .whereLayer("reminder")
            .mayOnlyBeAccessedByLayers("config")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("config")
            .whereLayer("docker")
            .mayNotAccessAnyLayer()
            .whereLayer("store")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("watch")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("alert")
            .mayOnlyBeAccessedByLayers("config", "watch", "reminder", "heartbeat")
            .whereLayer("template")
            .mayOnlyBeAccessedByLayers("alert", "config", "image")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("config", "rule", "run", "watch")
            .whereLayer("rule")
            .mayOnlyBeAccessedByLayers("alert", "config", "watch");

    @ArchTest
    static final ArchRule engineKnowsNeitherJenkinsNorACommandLine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke.stapler..", "picocli..");

    @ArchTest
    static final ArchRule onlyReadersOfYamlKnowYaml = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".config..", ROOT + ".image.compose..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml..");

    @ArchTest
    static final ArchRule whatRunsOnAgentsNeedsTheJdkAlone = classes()
            .that()
            .resideInAnyPackage(ROOT + ".image", ROOT + ".image.dockerfile..", ROOT + ".image.jenkinsfile..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".image..", ROOT + ".template..");

    @ArchTest
    static final ArchRule onlyAlertKnowsMailAndHttp = onlyIn("alert", "jakarta.mail..", "java.net.http..");

    @ArchTest
    static final ArchRule onlyDockerKnowsDockerJava = onlyIn("docker", "com.github.dockerjava..");

    @ArchTest
    static final ArchRule onlyStoreKnowsTheDatabases =
            onlyIn("store", "org.h2..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..");

    @ArchTest
    static final ArchRule onlyScheduleKnowsQuartz = onlyIn("schedule", "org.quartz..");

    @ArchTest
    static final ArchRule onlyRuleRunsPatterns = noClasses()
            .that(not(resideInAPackage(ROOT + ".rule..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..")
            .because("patterns are part of what a rule is");

    @ArchTest
    static final ArchRule nothingIsStaticButConstants =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper");

    private static ArchRule onlyIn(String owner, String... library) {
        return noClasses()
                .that(not(resideInAnyPackage(ROOT + "." + owner + "..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .allowEmptyShould(true);
    }
}
