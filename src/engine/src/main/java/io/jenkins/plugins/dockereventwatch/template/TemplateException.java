package io.jenkins.plugins.dockereventwatch.template;

/**
 * Thrown if a template is malformed or cannot be rendered. The message is for the user and does not include the
 * position.
 */
public final class TemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;

    /** Creates an exception with a position; line and column start at 1. */
    public TemplateException(String template, int line, int column, String message) {
        super(message);
        this.template = template;
        this.line = line;
        this.column = column;
    }

    /** Returns the name of the template. */
    public String template() {
        return template;
    }

    /** Returns the line, starting at 1. */
    public int line() {
        return line;
    }

    /** Returns the column in characters, starting at 1. */
    public int column() {
        return column;
    }
}
