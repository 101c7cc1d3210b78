package io.jenkins.plugins.dockereventwatch.settings.channel;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.message.TemplateCheck;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jvnet.localizer.LocaleProvider;

/** Compiles and validates templates. */
public final class TemplateText {

    /** The default payload of webhooks, accepted by Slack, Mattermost and compatible chats. */
    static final String WEBHOOK =
            "{\"text\": \"{{.dockerHostLabel}}: {{.Type}} {{with .Actor.Attributes.name}}{{.}} {{end}}{{.Action}}"
                    + "{{with .Actor.Attributes.exitCode}} (exit code {{.}}){{end}}"
                    + "{{with .build}} {{.name}}{{with .url}} {{.}}{{end}}{{end}}\"}";

    private TemplateText() {}

    /**
     * Compiles a template.
     *
     * @throws IllegalArgumentException with line and column if the template is malformed
     */
    public static Template compile(String text) {
        try {
            return new GoTemplateEngine(ZoneId.systemDefault()).compile("template", text);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(message(e));
        }
    }

    private static String message(TemplateException e) {
        return Messages.TemplateText_Malformed(e.line(), e.column(), e.getMessage());
    }

    /**
     * Returns what is most likely a mistake in a template.
     *
     * @param json whether its result must be JSON
     * @throws IllegalArgumentException with line and column if the template is malformed
     */
    static List<String> problems(String text, boolean json) {
        Template template = compile(text);
        List<String> problems = new ArrayList<>();
        try {
            TemplateCheck.unknownFields("template", text, LocaleProvider.getLocale())
                    .forEach(problem -> problems.add(message(problem)));
        } catch (TemplateException e) {
            throw new IllegalArgumentException(message(e));
        }
        TemplateCheck.failure(template, json).map(FormText::message).ifPresent(problems::add);
        return problems;
    }
}
