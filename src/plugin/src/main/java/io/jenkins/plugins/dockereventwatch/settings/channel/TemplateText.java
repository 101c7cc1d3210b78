package io.jenkins.plugins.dockereventwatch.settings.channel;

import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.time.ZoneId;

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
            throw new IllegalArgumentException(Messages.TemplateText_Malformed(e.line(), e.column(), e.getMessage()));
        }
    }
}
