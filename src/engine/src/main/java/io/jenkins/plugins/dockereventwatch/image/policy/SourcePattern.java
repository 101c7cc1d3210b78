package io.jenkins.plugins.dockereventwatch.image.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of where an image claims that its source is: {@code https://github.com/acme/**}, by whole parts.
 *
 * @param host the host, in small letters
 * @param path the path's parts, in which {@code *} stands for any characters
 * @param deep whether anything may follow them
 */
record SourcePattern(String host, List<String> path, boolean deep) {

    private static final String WANTED =
            "a source is https://host/path; '*' stands for characters of one part, '/**' at"
                    + " the end for everything below";

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    static SourcePattern parse(String text) {
        boolean deep = text.endsWith("/**");
        SourcePattern source = read(deep ? text.substring(0, text.length() - 3) : text);
        if (source == null || source.path.stream().anyMatch(part -> part.contains("**"))) {
            throw new IllegalArgumentException("'" + text + "' is no pattern of sources: " + WANTED);
        }
        return new SourcePattern(source.host, source.path, deep);
    }

    /** Null where it is no plain address: with a user, a port, a query, or parts that lead elsewhere. */
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
        if (claimed == null
                || !claimed.host.equals(host)
                || (deep ? claimed.path.size() <= path.size() : claimed.path.size() != path.size())) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!new Glob(path.get(i)).matches(claimed.path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
