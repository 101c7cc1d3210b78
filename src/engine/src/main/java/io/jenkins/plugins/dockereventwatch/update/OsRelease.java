package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An operating system according to {@code /etc/os-release}.
 *
 * @param id such as {@code debian}; the empty string: unknown
 * @param version such as {@code 24.04}; empty: unknown, or a rolling release
 * @param codename such as {@code bookworm}
 * @param name its display name
 * @param supportEnd the last day of support; empty: unknown
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
public record OsRelease(
        String id, Optional<String> version, Optional<String> codename, String name, Optional<LocalDate> supportEnd) {

    public static final OsRelease UNKNOWN =
            new OsRelease("", Optional.empty(), Optional.empty(), "unknown operating system", Optional.empty());

    private static final int LONGEST = 100;

    /** Parses the content of the file. Malformed lines are ignored. */
    public static OsRelease parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().limit(1000).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1)));
            }
        });
        String id = values.getOrDefault("ID", "").toLowerCase(Locale.ROOT);
        return new OsRelease(
                id,
                Optional.ofNullable(values.get("VERSION_ID")).filter(version -> !version.isEmpty()),
                Optional.ofNullable(values.get("VERSION_CODENAME")).filter(name -> !name.isEmpty()),
                values.getOrDefault("PRETTY_NAME", id.isEmpty() ? UNKNOWN.name : id),
                date(values.get("SUPPORT_END")));
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String unquoted(String text) {
        String value = text.strip();
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return SafeText.abbreviate(
                (quoted ? value.substring(1, value.length() - 1) : value).replace("\\", ""), LONGEST);
    }

    public boolean isKnown() {
        return !id.isEmpty();
    }
}
