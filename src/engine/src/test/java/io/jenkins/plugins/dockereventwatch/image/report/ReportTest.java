package io.jenkins.plugins.dockereventwatch.image.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.Policies;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {

    private static final String HOSTILE = "evil\u001b[2J\u009b31m\r\n::set-env\u202e\u0000<script>&\"'\ud83d]]>\ufffe";

    private final CheckResult result = CheckResult.of(
            Policies.official(),
            List.of(
                    NamedImage.of("mysql:8", new ImageLocation("a dir/Dockerfile", 3, 6, "FROM")),
                    NamedImage.of("mysq", new ImageLocation("a dir/Dockerfile", 4, 6, "FROM")),
                    NamedImage.unknown("${BASE}", new ImageLocation("Dockerfile", 9, 6, "FROM"), "not known", "say it"),
                    NamedImage.of(HOSTILE, new ImageLocation(HOSTILE, 1, 1, HOSTILE)),
                    NamedImage.of("evil/x", ImageLocation.of("container " + HOSTILE))));

    @ParameterizedTest
    @EnumSource
    void reportsAreSafeForTerminals(ReportFormat format) throws IOException {
        assertThat(format.write(result).chars().filter(c -> c != '\n'))
                .allMatch(c -> c >= ' ' && (c < 0x7F || c > 0xA0) && c != 0x202E);
    }

    @Test
    void writesText() throws IOException {
        String text = ReportFormat.TEXT.write(result);

        assertThat(text)
                .startsWith("allowed       mysql:8\n    location  a dir/Dockerfile:3:6 FROM\n")
                .contains("denied        mysq\n")
                .contains("    nearest   mysql\n")
                .contains("    remedy    say it\n")
                .contains("denied        evil\\u001b[2J\\u009b31m\\u000d\\u000a::set-env\\u202e\\u0000<script>")
                .endsWith("5 images: 1 allowed, 3 denied, 1 undetermined\n");
    }

    @Test
    void writesJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ReportFormat.JSON.write(result));

        assertThat(json.path("allowed").asInt()).isEqualTo(1);
        assertThat(json.path("denied").asInt()).isEqualTo(3);
        assertThat(json.path("undetermined").asInt()).isEqualTo(1);
        JsonNode mysq = json.path("images").path(1);
        assertThat(mysq.path("image").asText()).isEqualTo("mysq");
        assertThat(mysq.path("verdict").asText()).isEqualTo("denied");
        assertThat(mysq.path("reference").asText()).isEqualTo("docker.io/library/mysq:latest");
        assertThat(mysq.path("nearest").asText()).isEqualTo("mysql");
        assertThat(mysq.path("named_by"))
                .hasToString("{\"what\":\"FROM\",\"file\":\"a dir/Dockerfile\",\"line\":4,\"column\":6}");
        assertThat(json.path("images").path(3).path("image").asText()).isEqualTo(HOSTILE);
        assertThat(json.path("images").path(3).path("malformed").asBoolean()).isTrue();
    }

    /** Checks the required properties and value types of the SARIF 2.1.0 schema. */
    @Test
    void writesSarif() throws IOException {
        JsonNode log = new ObjectMapper().readTree(ReportFormat.SARIF.write(result));

        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("$schema").asText()).contains("sarif-schema-2.1.0");
        assertThat(log.path("runs")).hasSize(1);
        JsonNode run = log.path("runs").path(0);
        assertThat(run.path("tool").path("driver").path("name").asText()).isNotBlank();
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.path("id").asText()).isNotBlank());
        assertThat(run.path("results")).hasSize(4).allSatisfy(found -> {
            assertThat(found.path("message").path("text").asText()).isNotBlank();
            assertThat(found.path("level").asText()).isIn("error", "warning");
            assertThat(rules.path(found.path("ruleIndex").asInt()).path("id")).isEqualTo(found.path("ruleId"));
            assertThat(found.path("locations")).hasSize(1);
        });
        JsonNode physical =
                run.path("results").path(0).path("locations").path(0).path("physicalLocation");
        assertThat(physical.path("artifactLocation").path("uri").asText()).isEqualTo("a%20dir/Dockerfile");
        assertThat(physical.path("region")).hasToString("{\"startLine\":4,\"startColumn\":6}");
        assertThat(run.path("results")
                        .path(3)
                        .path("locations")
                        .path(0)
                        .path("logicalLocations")
                        .path(0))
                .isNotEmpty();
    }

    /** Checks the requirements of the JUnit schema: matching counts, and a name and class for each test case. */
    @Test
    void writesJUnitXml() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(ReportFormat.JUNIT.write(result))));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);

        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(suite.getAttribute("name")).isNotBlank();
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(3);
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            Element test = (Element) suite.getElementsByTagName("testcase").item(i);
            assertThat(test.getAttribute("name")).isNotBlank();
            assertThat(test.getAttribute("classname")).isNotBlank();
        }
        Element failure = (Element) suite.getElementsByTagName("failure").item(1);
        assertThat(failure.getAttribute("type")).isEqualTo("denied");
        assertThat(failure.getTextContent()).contains("<script>", "\\u001b");
    }
}
