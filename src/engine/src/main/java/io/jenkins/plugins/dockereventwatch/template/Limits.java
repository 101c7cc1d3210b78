package io.jenkins.plugins.dockereventwatch.template;

/** What a template may use, so that neither its author's slip nor hostile data takes the program down. */
final class Limits {

    /** Characters of a rendered template, and of any text made on the way. */
    static final int TEXT = 16 * 1024 * 1024;

    /** Nesting of blocks and parentheses in a template's source. */
    static final int NESTING = 200;

    /** Nesting of blocks, template calls and parentheses while rendering. */
    static final int DEPTH = 500;

    /** Nesting of maps and lists in a value that is printed. */
    static final int VALUE_DEPTH = 500;

    /** Actions and pieces of text run in one rendering. */
    static final int STEPS = 2_000_000;

    private Limits() {}
}
