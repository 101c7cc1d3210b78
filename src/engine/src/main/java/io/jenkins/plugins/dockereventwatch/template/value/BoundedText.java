package io.jenkins.plugins.dockereventwatch.template.value;

/** A string builder that is limited to {@link Limits#TEXT} characters. */
public final class BoundedText {

    private final StringBuilder text = new StringBuilder();

    public BoundedText append(String more) {
        room(more.length());
        text.append(more);
        return this;
    }

    public BoundedText append(char more) {
        room(1);
        text.append(more);
        return this;
    }

    public BoundedText appendCodePoint(int codePoint) {
        room(2);
        text.appendCodePoint(codePoint);
        return this;
    }

    private void room(int more) {
        if (more > Limits.TEXT - text.length()) {
            throw tooLong();
        }
    }

    public static RenderFailure tooLong() {
        return new RenderFailure("the text becomes longer than " + Limits.TEXT + " characters");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
