package io.jenkins.plugins.dockereventwatch.template.value;

/** The limits of a template's resources, which protect the program against faulty templates and hostile data. */
public final class Limits {

    /** Characters of a rendered template, and of each intermediate text. */
    public static final int TEXT = 16 * 1024 * 1024;

    /** Nesting of blocks and parentheses in a template's source. */
    public static final int NESTING = 200;

    /** Nesting of blocks, template calls and parentheses while rendering. */
    public static final int DEPTH = 500;

    /** Nesting of maps and lists in a value that is printed. */
    public static final int VALUE_DEPTH = 500;

    /** Actions and text nodes that are executed in one rendering. */
    public static final int STEPS = 2_000_000;

    private Limits() {}
}
