package io.jenkins.plugins.dockereventwatch.template;

/** Compiles templates. Implementations are thread-safe. */
public interface TemplateEngine {

    /**
     * Compiles a template.
     *
     * @param name the name for error messages, usually the name of the file
     * @param source the text of the template
     * @throws TemplateException if the template is malformed or calls an undefined function; contains line and column
     */
    Template compile(String name, String source) throws TemplateException;
}
