package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * A pattern for the source label of an image: {@code https://github.com/acme/**}.
 *
 * @param host the host in lower case
 * @param path the components of the path, in which {@code *} matches any characters
 * @param deep whether at least one further component must follow ({@code **})
 */
record SourcePattern(String host, List<String> path, boolean deep) {

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    static SourcePattern parse(String text) {
        boolean deep = text.endsWith("/**");
        SourcePattern source = read(deep ? text.substring(0, text.length() - 3) : text);
        if (source == null || source.path.stream().anyMatch(part -> part.contains("**"))) {
            throw new InvalidValueException("source-pattern", text);
        }
        return new SourcePattern(source.host, source.path, deep);
    }

    /** Returns null if the URL is not plain: it has a user, port, query, or components such as {@code ..}. */
    private static SourcePattern read(String text) {
        try {
            URI uri = new URI(text);
            String path = uri.getRawPath();
            boolean plain = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getHost().equals(uri.getRawAuthority())
                    && uri.getRawQuery() == null
                    && path.indexOf('%') < 0;
            if (!plain) {
                return null;
            }
            String inner = path.replaceFirst("/$", "").replaceFirst("^/", "");
            List<String> parts = inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
            boolean leadsElsewhere =
                    parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
            return leadsElsewhere ? null : new SourcePattern(uri.getHost().toLowerCase(Locale.ROOT), parts, false);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    boolean matches(String source) {
        SourcePattern claimed = source.length() > 2000 ? null : read(source);
        return claimed != null && claimed.host.equals(host) && Glob.matchesPath(path, deep, claimed.path);
    }
}
