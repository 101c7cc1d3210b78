package io.jenkins.plugins.dockereventwatch.template;

/** A compiled template; immutable and thread-safe. */
public interface Template {

    /**
     * Renders the template.
     *
     * @param data the value of {@code .}: {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@code Double} (Go's
     *     float64, used for JSON numbers), {@code Long} or {@code Integer} (Go's int), {@code Boolean} or null
     * @param output receives the text in parts
     * @throws TemplateException if rendering fails for this data; contains line and column
     */
    void render(Object data, TemplateOutput output) throws TemplateException;
}
