package io.jenkins.plugins.dockereventwatch.template.value;

/** What a template may use, so that neither its author's slip nor hostile data takes the program down. */
public final class Limits {

    /** Characters of a rendered template, and of any text made on the way. */
    public static final int TEXT = 16 * 1024 * 1024;

    /** Nesting of blocks and parentheses in a template's source. */
    public static final int NESTING = 200;

    /** Nesting of blocks, template calls and parentheses while rendering. */
    public static final int DEPTH = 500;

    /** Nesting of maps and lists in a value that is printed. */
    public static final int VALUE_DEPTH = 500;

    /** Actions and pieces of text run in one rendering. */
    public static final int STEPS = 2_000_000;

    private Limits() {}
}
