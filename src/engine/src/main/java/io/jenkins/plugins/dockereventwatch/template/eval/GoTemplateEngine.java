package io.jenkins.plugins.dockereventwatch.template.eval;

import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateEngine;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import io.jenkins.plugins.dockereventwatch.template.function.Functions;
import io.jenkins.plugins.dockereventwatch.template.parse.Node;
import io.jenkins.plugins.dockereventwatch.template.parse.Parser;
import io.jenkins.plugins.dockereventwatch.template.time.TimeStamp;
import io.jenkins.plugins.dockereventwatch.template.value.NoValue;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Go's text/template with {@code TimeStampFormat}, held to what Go 1.19 renders; {@code else with} and ranges over whole
 * numbers are as later versions document them. It renders what Go renders, but for these: an
 * undefined function, variable or template is found when compiling; there are no complex numbers and no {@code call}
 * (data has no functions); nesting, size and steps have limits; text is Unicode, so a slice through a character shows
 * the replacement character. Escaping for mail headers, JSON or HTML is the {@link TemplateOutput}'s task.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
public final class GoTemplateEngine implements TemplateEngine {

    private final Functions functions;

    /**
     * An engine.
     *
     * @param zone the time zone that TimeStampFormat shows
     */
    public GoTemplateEngine(ZoneId zone) {
        functions = new Functions(new TimeStamp(zone));
    }

    @Override
    public Template compile(String name, String source) throws TemplateException {
        try {
            Map<String, List<Node>> templates = Map.copyOf(Parser.parse(name, source));
            return (data, output) -> render(name, source, templates, data, output);
        } catch (RenderFailure e) {
            throw e.in(name, source);
        }
    }

    private void render(
            String name, String source, Map<String, List<Node>> templates, Object data, TemplateOutput output)
            throws TemplateException {
        try {
            Object root = data == null ? NoValue.INSTANCE : Values.normal(data);
            new Evaluator(templates, functions, output).run(name, root);
        } catch (RenderFailure e) {
            throw e.in(name, source);
        }
    }
}
