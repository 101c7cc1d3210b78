package io.jenkins.plugins.dockereventwatch.template;

/**
 * Receives rendered text, with the template's own text separate from values, so that an implementation can escape the
 * values for mail headers, HTML or JSON.
 */
public interface TemplateOutput {

    /** Adds text of the template itself. */
    void literal(String text);

    /**
     * Adds the printed value of an action such as {@code {{.name}}}.
     *
     * @param escapedBy the name of the escaping function ({@code html}, {@code js} or {@code urlquery}) if it is the
     *     last command of the pipeline, otherwise an empty string
     */
    void value(String text, String escapedBy);
}
