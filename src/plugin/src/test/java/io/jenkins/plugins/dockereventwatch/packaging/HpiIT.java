package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hudson.Extension;
import hudson.init.Initializer;
import hudson.init.Terminator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import net.java.sezpoz.Index;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HpiIT {

    private static final String INDEXES = "META-INF/services/annotations/";

    /** Whose classes are there in a Jenkins: null is Jenkins itself, which the others build on. */
    private static final Map<String, String> OFFERED = new TreeMap<>(Map.ofEntries(
            Map.entry("com.cloudbees.jenkins.plugins.sshcredentials.", "ssh-credentials"),
            Map.entry("com.cloudbees.plugins.credentials.", "credentials"),
            Map.entry("com.fasterxml.jackson.", "jackson2-api"),
            Map.entry("hudson.tasks.SMTPAuthentication", "mailer"),
            Map.entry("hudson.tasks.MailAddressResolver", "mailer"),
            Map.entry("com.github.dockerjava.", "docker-java-api"),
            Map.entry("hudson.", ""),
            Map.entry("hudson.tasks.Mailer", "mailer"),
            Map.entry("jakarta.activation.", "jakarta-activation-api"),
            Map.entry("jakarta.mail.", "jakarta-mail-api"),
            Map.entry("java.", ""),
            Map.entry("javax.", ""),
            Map.entry("jenkins.", ""),
            Map.entry("net.sf.json.", ""),
            Map.entry("org.eclipse.angus.mail.", "jakarta-mail-api"),
            Map.entry("org.jenkinsci.Symbol", ""),
            Map.entry("org.jenkinsci.plugins.docker.commons.", "docker-commons"),
            Map.entry("org.jenkinsci.plugins.displayurlapi.", "display-url-api"),
            Map.entry("org.jenkinsci.plugins.plaincredentials.", "plain-credentials"),
            Map.entry("org.jenkinsci.plugins.workflow.actions.", "workflow-api"),
            Map.entry("org.jenkinsci.plugins.workflow.graph.", "workflow-api"),
            Map.entry("org.jenkinsci.plugins.workflow.steps.", "workflow-step-api"),
            Map.entry("org.jenkinsci.remoting.", ""),
            Map.entry("org.jvnet.localizer.", ""),
            Map.entry("org.kohsuke.stapler.", ""),
            Map.entry("org.flywaydb.core.", "flyway-api"),
            Map.entry("org.postgresql.", "postgresql-api"),
            Map.entry("org.springframework.security.", ""),
            Map.entry("org.yaml.snakeyaml.", "snakeyaml-api")));

    private Hpi hpi;

    @BeforeEach
    void open() throws IOException {
        hpi = Hpi.open();
    }

    @AfterEach
    void close() throws IOException {
        hpi.close();
    }

    @Nested
    class Metadata {

        @Test
        void manifestNamesPluginAndJenkinsVersion() throws Exception {
            Attributes manifest = hpi.manifest();

            assertThat(manifest.getValue("Short-Name")).isEqualTo("docker-event-watch");
            assertThat(manifest.getValue("Long-Name")).isEqualTo("Docker Event Watch");
            assertThat(manifest.getValue("Jenkins-Version")).isEqualTo(jenkinsVersion());
            assertThat(manifest.getValue("Plugin-Version")).matches("\\d+\\.\\d+.*");
            assertThat(manifest.getValue("Plugin-License-Name")).isEqualTo("MIT License");
            assertThat(manifest).doesNotContainKey(new Attributes.Name("Plugin-Class"));
            assertThat(hpi.manifestOfLibrary(Hpi.PLUGIN_JAR).getMainAttributes().getValue("Short-Name"))
                    .isEqualTo("docker-event-watch");
        }

        /** The version of {@code jenkins.pom.xml}, the only file that names it. */
        private static String jenkinsVersion() throws Exception {
            Document pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("jenkins.pom.xml").toFile());
            String baseline =
                    pom.getElementsByTagName("jenkins.baseline").item(0).getTextContent();
            return pom.getElementsByTagName("jenkins.version")
                    .item(0)
                    .getTextContent()
                    .replace("${jenkins.baseline}", baseline);
        }

        @Test
        void everyDependencyHasVersion() throws IOException {
            assertThat(dependencies())
                    .isNotEmpty()
                    .allSatisfy((id, version) ->
                            assertThat(version).as(id).matches("[0-9][0-9A-Za-z._-]*(;resolution:=optional)?"));
            assertThat(dependencies().get("docker-commons")).endsWith(";resolution:=optional");
            assertThat(dependencies().get("postgresql-api")).endsWith(";resolution:=optional");
        }

        @Test
        void pluginListShowsADescription() throws IOException {
            assertThat(hpi.inLibrary(Hpi.PLUGIN_JAR, "index.jelly"))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .contains("escape-by-default='true'"));
        }

        @Test
        void licensesListBundledLibraries() throws Exception {
            NodeList entries = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(hpi.content("WEB-INF/licenses.xml")))
                    .getElementsByTagName("l:dependency");
            Set<String> licensed = new TreeSet<>();
            for (int i = 0; i < entries.getLength(); i++) {
                Element entry = (Element) entries.item(i);
                assertThat(entry.getElementsByTagName("l:license").getLength()).isPositive();
                licensed.add(entry.getAttribute("artifactId") + "-" + entry.getAttribute("version") + ".jar");
            }
            String version = hpi.manifest().getValue("Plugin-Version");

            assertThat(licensed)
                    .containsExactlyInAnyOrderElementsOf(hpi.libraries().stream()
                            .map(name -> Path.of(name).getFileName().toString())
                            .map(name -> name.equals("docker-event-watch.jar")
                                    ? "docker-event-watch-" + version + ".jar"
                                    : name)
                            .toList());
        }
    }

    @Nested
    class Classes {

        @Test
        void bundlesOnlyLibrariesNoPluginOffers() {
            assertThat(hpi.libraries())
                    .map(name -> name.substring("WEB-INF/lib/".length()).replaceFirst("-\\d.*", ""))
                    .containsExactlyInAnyOrder(
                            "docker-event-watch.jar", "docker-event-watch-engine", "h2", "HikariCP", "quartz", "re2j");
        }

        @Test
        void everyReferencedClassIsAvailable() throws IOException {
            JavaClasses classes = classesOf(hpi.libraries().stream()
                    .filter(name -> name.contains("/docker-event-watch"))
                    .toList());
            Set<String> bundled = hpi.libraries().stream()
                    .flatMap(library -> hpi.namesInLibrary(library).stream())
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toSet());
            Set<String> dependencies = dependencies().keySet();
            Set<String> missing = new TreeSet<>();
            for (JavaClass each : classes) {
                for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !bundled.contains(target.getName())) {
                        String owner = owner(target.getName());
                        if (owner == null || !(owner.isEmpty() || dependencies.contains(owner))) {
                            missing.add(target.getName() + " (named by " + each.getName() + ")");
                        }
                    }
                }
            }

            assertThat(missing).isEmpty();
        }

        private static String owner(String className) {
            return OFFERED.entrySet().stream()
                    .filter(entry -> className.startsWith(entry.getKey()))
                    .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                    .map(Map.Entry::getValue)
                    .orElse(null);
        }

        @Test
        void doesNotPackageJenkinsStubs() {
            for (String library : hpi.libraries()) {
                assertThat(hpi.namesInLibrary(library))
                        .as(library)
                        .noneMatch(
                                name -> name.matches(
                                        "(com/cloudbees|hudson|jenkins|net|org/(kohsuke|jenkinsci|springframework)|.*/signatures)/.*"));
            }
        }

        @Test
        void parametersKeepTheirNames() throws Exception {
            Class<?> host = Class.forName("io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting");

            assertThat(host.getConstructors()[0].getParameters())
                    .extracting("name")
                    .as("Jenkins binds a form's fields to a constructor by the names of its parameters")
                    .startsWith("name", "uri");
        }
    }

    @Nested
    class Indexes {

        @Test
        void indexOfExtensionsIsComplete() throws IOException {
            assertThat(hpi.inLibrary(Hpi.PLUGIN_JAR, "META-INF/annotations/hudson.Extension"))
                    .isPresent();
            List<String> indexed = new ArrayList<>();
            Index.load(Extension.class, Object.class, getClass().getClassLoader())
                    .forEach(item -> indexed.add(item.className()));

            assertThat(indexed)
                    .as("clean and build again where a class is gone")
                    .isNotEmpty();
            assertThat(indexed).containsExactlyInAnyOrderElementsOf(annotated(Extension.class));
        }

        @ParameterizedTest
        @ValueSource(classes = {Symbol.class, Initializer.class, Terminator.class})
        void indexOfAnnotationIsComplete(Class<? extends Annotation> annotation) throws IOException {
            String indexed = hpi.inLibrary(Hpi.PLUGIN_JAR, INDEXES + annotation.getName())
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");

            assertThat(indexed.lines()).containsExactlyElementsOf(annotated(annotation));
        }

        @Test
        void symbolsAreIndexed() throws IOException {
            assertThat(annotated(Symbol.class))
                    .contains("io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration");
        }

        private static Set<String> annotated(Class<? extends Annotation> annotation) throws IOException {
            Set<String> names = new TreeSet<>();
            for (JavaClass each : classesOf(List.of(Hpi.PLUGIN_JAR))) {
                boolean onMember = each.getMethods().stream().anyMatch((JavaMethod m) -> m.isAnnotatedWith(annotation))
                        || each.getFields().stream().anyMatch(f -> f.isAnnotatedWith(annotation));
                if (onMember || each.isAnnotatedWith(annotation)) {
                    names.add(each.getName());
                }
            }
            return names;
        }
    }

    private Map<String, String> dependencies() throws IOException {
        Map<String, String> dependencies = new TreeMap<>();
        for (String entry : hpi.manifest().getValue("Plugin-Dependencies").split(",")) {
            String[] parts = entry.split(":", 2);
            dependencies.put(parts[0], parts[1]);
        }
        return dependencies;
    }

    private static JavaClasses classesOf(List<String> libraries) throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (String library : libraries) {
            jars.add(new JarFile(Hpi.unpacked(library).toFile()));
        }
        JavaClasses classes = new ClassFileImporter().importJars(jars);
        assertThat(classes).isNotEmpty();
        return classes;
    }
}
