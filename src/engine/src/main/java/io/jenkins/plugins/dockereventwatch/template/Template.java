package io.jenkins.plugins.dockereventwatch.template;

/** A compiled template; immutable and shared between threads. */
public interface Template {

    /**
     * Renders it.
     *
     * @param data what {@code .} is: {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@code Double} (Go's
     *     float64, as JSON gives it), {@code Long} or {@code Integer} (Go's int), {@code Boolean} or null
     * @param output where the text goes, piece by piece
     * @throws TemplateException if it fails on this data; with line and column
     */
    void render(Object data, TemplateOutput output) throws TemplateException;
}
