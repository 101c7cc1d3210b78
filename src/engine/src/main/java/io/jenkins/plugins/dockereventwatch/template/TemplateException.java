package io.jenkins.plugins.dockereventwatch.template;

/** A template that is malformed, or that fails on its data; the message is the user's, without the place. */
public final class TemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;

    /**
     * With its place.
     *
     * @param template the template's name
     * @param line from 1 on
     * @param column in characters, from 1 on
     * @param message what is wrong and what is allowed
     */
    public TemplateException(String template, int line, int column, String message) {
        super(message);
        this.template = template;
        this.line = line;
        this.column = column;
    }

    /** The template's name. */
    public String template() {
        return template;
    }

    /** The line, from 1 on. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1 on. */
    public int column() {
        return column;
    }
}
