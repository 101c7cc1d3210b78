package io.jenkins.plugins.dockereventwatch.image.expansion;

/**
 * The differences between the variable syntaxes.
 *
 * @param quotes whether quotation marks and escapes are removed, and single quotes prevent expansion
 * @param escape the escape character; only used if {@code quotes} is true
 * @param strict whether {@code $$} is a dollar sign, a single {@code $} must precede a name, and names are ASCII and do
 *     not start with a digit
 */
public record VariableSyntax(boolean quotes, char escape, boolean strict) {

    /**
     * The syntax of compose files.
     *
     * @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">Interpolation</a>
     */
    public static final VariableSyntax COMPOSE = new VariableSyntax(false, '\\', true);

    /**
     * Returns the syntax of Dockerfiles.
     *
     * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Environment replacement</a>
     */
    public static VariableSyntax dockerfile(char escape) {
        return new VariableSyntax(true, escape, false);
    }
}
