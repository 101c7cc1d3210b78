package io.jenkins.plugins.dockereventwatch.template;

/** A string builder that refuses to grow beyond {@link Limits#TEXT}. */
final class BoundedText {

    private final StringBuilder text = new StringBuilder();

    BoundedText append(String more) {
        room(more.length());
        text.append(more);
        return this;
    }

    BoundedText append(char more) {
        room(1);
        text.append(more);
        return this;
    }

    BoundedText appendCodePoint(int codePoint) {
        room(2);
        text.appendCodePoint(codePoint);
        return this;
    }

    private void room(int more) {
        if (more > Limits.TEXT - text.length()) {
            throw tooLong();
        }
    }

    static RenderFailure tooLong() {
        return new RenderFailure("the text becomes longer than " + Limits.TEXT + " characters");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
