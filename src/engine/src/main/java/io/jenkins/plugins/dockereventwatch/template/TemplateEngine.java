package io.jenkins.plugins.dockereventwatch.template;

/** Compiles templates. Implementations can be shared between threads. */
public interface TemplateEngine {

    /**
     * Compiles a template.
     *
     * @param name what messages call it, usually the file's name
     * @param source the template's text
     * @throws TemplateException if it is malformed or calls a function that does not exist; with line and column
     */
    Template compile(String name, String source) throws TemplateException;
}
