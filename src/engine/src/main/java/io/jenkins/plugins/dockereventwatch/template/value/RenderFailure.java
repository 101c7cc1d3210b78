package io.jenkins.plugins.dockereventwatch.template.value;

import io.jenkins.plugins.dockereventwatch.template.TemplateException;

/** Carries an error out of the depth of parsing or rendering to where it becomes a {@link TemplateException}. */
public final class RenderFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN = -1;

    private final int position;

    public RenderFailure(String message) {
        this(message, UNKNOWN);
    }

    public RenderFailure(String message, int position) {
        super(message, null, false, false);
        this.position = position;
    }

    /** This failure at that index of the source, unless its place is known already. */
    public RenderFailure at(int place) {
        return position == UNKNOWN ? new RenderFailure(getMessage(), place) : this;
    }

    /** As what callers see. */
    public TemplateException in(String template, String source) {
        int end = Math.max(0, Math.min(position, source.length()));
        int lineStart = source.lastIndexOf('\n', end - 1) + 1;
        int line = 1
                + (int) source.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new TemplateException(template, line, 1 + source.codePointCount(lineStart, end), getMessage());
    }
}
