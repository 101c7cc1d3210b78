package io.jenkins.plugins.dockereventwatch.template;

/**
 * Takes a template's text apart into what its author wrote and what the data put in, so that a mail or JSON can be made
 * in which no value breaks out of its place.
 */
public interface TemplateOutput {

    /** Text that stands in the template itself. */
    void literal(String text);

    /**
     * The printed value of an action such as {@code {{.name}}}.
     *
     * @param escapedBy the name of the escaping function that made it ({@code html}, {@code js}, {@code urlquery}) where
     *     that was the last of its pipeline, else an empty string
     */
    void value(String text, String escapedBy);
}
