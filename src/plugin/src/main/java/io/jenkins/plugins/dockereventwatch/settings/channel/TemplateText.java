package io.jenkins.plugins.dockereventwatch.settings.channel;

import io.jenkins.plugins.dockereventwatch.form.InvalidSettingException;
import io.jenkins.plugins.dockereventwatch.form.Text;
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
     * @throws InvalidSettingException with line and column, if it is malformed
     */
    public static Template compile(String text) throws InvalidSettingException {
        try {
            return new GoTemplateEngine(ZoneId.systemDefault()).compile("template", text);
        } catch (TemplateException e) {
            throw new InvalidSettingException(Messages.TemplateText_Malformed(e.line(), e.column(), e.getMessage()));
        }
    }

    /** What is wrong with it; empty: nothing. */
    static Optional<String> problem(String text) {
        try {
            if (!Text.trimmed(text).isEmpty()) {
                compile(Text.ofTextArea(text));
            }
            return Optional.empty();
        } catch (InvalidSettingException e) {
            return Optional.of(e.getMessage());
        }
    }
}
