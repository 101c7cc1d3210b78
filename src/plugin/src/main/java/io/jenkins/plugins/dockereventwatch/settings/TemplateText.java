package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.time.ZoneId;
import java.util.Optional;

/** Templates as they are entered. */
final class TemplateText {

    /** What webhooks post unless told otherwise; Slack, Mattermost and others take it. */
    static final String WEBHOOK =
            "{\"text\": \"{{.dockerHostLabel}}: {{.Type}} {{with .Actor.Attributes.name}}{{.}} {{end}}{{.Action}}"
                    + "{{with .Actor.Attributes.exitCode}} (exit code {{.}}){{end}}"
                    + "{{with .build}} {{.name}}{{with .url}} {{.}}{{end}}{{end}}\"}";

    private TemplateText() {}

    /**
     * Compiles one.
     *
     * @throws UnusableSettingException with line and column, if it is malformed
     */
    static Template compile(String text) throws UnusableSettingException {
        try {
            return new GoTemplateEngine(ZoneId.systemDefault()).compile("template", text);
        } catch (TemplateException e) {
            throw new UnusableSettingException(Messages.TemplateText_Malformed(e.line(), e.column(), e.getMessage()));
        }
    }

    /** What is wrong with it; empty: nothing. */
    static Optional<String> problem(String text) {
        try {
            if (!Text.trimmed(text).isEmpty()) {
                compile(Text.ofTextArea(text));
            }
            return Optional.empty();
        } catch (UnusableSettingException e) {
            return Optional.of(e.getMessage());
        }
    }
}
