package io.jenkins.plugins.dockereventwatch.template.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.time.GoTimeLayout;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Renders what Go's own text/template and time were given, and expects what they gave. */
class GoConformanceTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> rendersAsGo() throws IOException {
        Object data = asGo(read("data.json"));
        return cases("template-cases.json")
                .map(c -> DynamicTest.dynamicTest(
                        c.get("name").asText() + ": " + c.get("template").asText(), () -> rendersAsGo(c, data)));
    }

    private static void rendersAsGo(JsonNode expected, Object data) throws TemplateException {
        String source = expected.get("template").asText();
        if (expected.path("error").asBoolean()) {
            assertThatThrownBy(() -> render(source, data)).isInstanceOf(TemplateException.class);
        } else {
            assertThat(render(source, data)).isEqualTo(expected.path("output").asText());
        }
    }

    @TestFactory
    Stream<DynamicTest> formatsTimesAsGo() throws IOException {
        return cases("layout-cases.json")
                .map(c -> DynamicTest.dynamicTest(
                        c.get("zone").asText() + " " + c.get("seconds") + ": "
                                + c.get("layout").asText(),
                        () -> assertThat(GoTimeLayout.format(
                                        Instant.ofEpochSecond(c.get("seconds").asLong())
                                                .atZone(ZoneId.of(c.get("zone").asText())),
                                        c.get("layout").asText()))
                                .isEqualTo(c.get("output").asText())));
    }

    private static String render(String source, Object data) throws TemplateException {
        RecordedOutput output = new RecordedOutput();
        new GoTemplateEngine(ZoneOffset.UTC).compile("case", source).render(data, output);
        return output.text();
    }

    private static Stream<JsonNode> cases(String file) throws IOException {
        return StreamSupport.stream(read(file).spliterator(), false);
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = GoConformanceTest.class.getResourceAsStream(file)) {
            return JSON.readTree(in);
        }
    }

    /** All numbers as float64, as Go decodes JSON. */
    private static Object asGo(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), asGo(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(asGo(item)));
            return list;
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.isNull() ? null : node.asText();
    }
}
