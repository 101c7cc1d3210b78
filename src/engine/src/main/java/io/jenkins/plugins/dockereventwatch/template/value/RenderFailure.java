package io.jenkins.plugins.dockereventwatch.template.value;

import io.jenkins.plugins.dockereventwatch.template.TemplateException;

/** An error during parsing or rendering; converted to a {@link TemplateException} for the caller. */
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

    /** Returns this failure with an index in the source, unless its position is already known. */
    public RenderFailure at(int place) {
        return position == UNKNOWN ? new RenderFailure(getMessage(), place) : this;
    }

    /** Converts this failure to an exception for callers. */
    public TemplateException in(String template, String source) {
        int end = Math.max(0, Math.min(position, source.length()));
        String[] lines = source.substring(0, end).split("\n", -1);
        String last = lines[lines.length - 1];
        return new TemplateException(template, lines.length, 1 + last.codePointCount(0, last.length()), getMessage());
    }
}
