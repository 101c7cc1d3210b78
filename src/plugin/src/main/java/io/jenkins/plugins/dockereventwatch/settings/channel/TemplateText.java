package io.jenkins.plugins.dockereventwatch.settings.channel;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.time.ZoneId;
import java.util.Optional;

/** Templates as they are entered. */
public final class TemplateText {

    /** What webhooks post unless told otherwise; Slack, Mattermost and others take it. */
    static final String WEBHOOK =
            "{\"text\": \"{{.dockerHostLabel}}: {{.Type}} {{with .Actor.Attributes.name}}{{.}} {{end}}{{.Action}}"
                    + "{{with .Actor.Attributes.exitCode}} (exit code {{.}}){{end}}"
                    + "{{with .build}} {{.name}}{{with .url}} {{.}}{{end}}{{end}}\"}";

    private TemplateText() {}

    /**
     * Compiles one.
     *
     * @throws IllegalArgumentException with line and column, if it is malformed
     */
    public static Template compile(String text) {
        try {
            return new GoTemplateEngine(ZoneId.systemDefault()).compile("template", text);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(Messages.TemplateText_Malformed(e.line(), e.column(), e.getMessage()));
        }
    }

    /** What is wrong with it; empty: nothing. */
    static Optional<String> problem(String text) {
        try {
            if (!FormText.trimmed(text).isEmpty()) {
                compile(FormText.withLineFeeds(text));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
