package io.jenkins.plugins.dockereventwatch.template.eval;

import io.jenkins.plugins.dockereventwatch.template.Template;
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
 * Implements Go's text/template with the function {@code TimeStampFormat}. Tested against Go 1.19; {@code else with}
 * and ranges over integers follow the documentation of later versions. Differences from Go: undefined functions,
 * variables and templates are reported by the compilation; complex numbers and {@code call} are not supported; nesting,
 * size and steps are limited; text is Unicode, so a slice within a character contains the replacement character. The
 * {@link TemplateOutput} escapes values for mail headers, JSON or HTML. Thread-safe.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
public final class GoTemplateEngine {

    private final Functions functions;

    /**
     * Creates an engine.
     *
     * @param zone the time zone for {@code TimeStampFormat}
     */
    public GoTemplateEngine(ZoneId zone) {
        functions = new Functions(new TimeStamp(zone));
    }

    /**
     * Compiles a template.
     *
     * @param name the name for error messages, usually the name of the file
     * @throws TemplateException if the template is malformed or calls an undefined function; contains line and column
     */
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
