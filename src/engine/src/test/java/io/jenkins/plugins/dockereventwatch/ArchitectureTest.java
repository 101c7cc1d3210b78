package io.jenkins.plugins.dockereventwatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

/** The picture of docs/architecture.md, held. */
@AnalyzeClasses(packages = StructureRules.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = StructureRules.ROOT;

    @ArchTest
    static final ArchTests structure = ArchTests.in(StructureRules.class);

    @ArchTest
    static final ArchRule engineIsIndependentOfFrontEnds = noClasses()
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
    static final ArchRule agentCodeNeedsJdkOnly = classes()
            .that()
            .resideInAnyPackage(ROOT + ".image", ROOT + ".image.dockerfile..", ROOT + ".image.jenkinsfile..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".image..", ROOT + ".text..");

    @ArchTest
    static final ArchRule onlyNotifySendsMail = onlyIn("notify", "jakarta.mail..");

    @ArchTest
    static final ArchRule onlyNotifyAndHeartbeatSendHttpRequests = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".notify..", ROOT + ".heartbeat..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule onlyDockerKnowsDockerJava = onlyIn("docker", "com.github.dockerjava..");

    @ArchTest
    static final ArchRule onlyStoreKnowsTheDatabases =
            onlyIn("store", "org.h2..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..");

    @ArchTest
    static final ArchRule onlyRepositoriesRunSql = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".store", ROOT + ".schedule", ROOT + ".reminder", ROOT + ".heartbeat")))
            .and(not(nameMatching(".*Repository(\\$.*)?")))
            .should()
            .dependOnClassesThat(nameMatching("java\\.sql\\..*").and(not(nameMatching("java\\.sql\\.SQLException"))))
            .orShould()
            .accessTargetWhere(targetOwner(nameMatching(".*\\.store\\.Sql(\\$.*)?")));

    @ArchTest
    static final ArchRule alertsFlowInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("store")
            .definedBy(ROOT + ".store")
            .layer("alert")
            .definedBy(ROOT + ".alert")
            .layer("silence")
            .definedBy(ROOT + ".silence")
            .layer("outbox")
            .definedBy(ROOT + ".outbox")
            .layer("grouping")
            .definedBy(ROOT + ".grouping")
            .layer("message")
            .definedBy(ROOT + ".message..", ROOT + ".notify..")
            .layer("delivery")
            .definedBy(ROOT + ".delivery")
            .whereLayer("store")
            .mayNotAccessAnyLayer()
            .whereLayer("alert")
            .mayOnlyAccessLayers("store")
            .whereLayer("silence")
            .mayOnlyAccessLayers("store", "alert")
            .whereLayer("outbox")
            .mayOnlyAccessLayers("store", "alert")
            .whereLayer("grouping")
            .mayOnlyAccessLayers("store", "alert", "silence", "outbox")
            .whereLayer("message")
            .mayOnlyAccessLayers("alert", "outbox");

    @ArchTest
    static final ArchRule onlyScheduleKnowsQuartz = onlyIn("schedule", "org.quartz..");

    @ArchTest
    static final ArchRule onlyRuleRunsPatterns = noClasses()
            .that(not(resideInAPackage(ROOT + ".rule..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..")
            .because("patterns are part of what a rule is");

    private static ArchRule onlyIn(String owner, String... library) {
        return noClasses()
                .that(not(resideInAnyPackage(ROOT + "." + owner + "..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .allowEmptyShould(true);
    }
}
