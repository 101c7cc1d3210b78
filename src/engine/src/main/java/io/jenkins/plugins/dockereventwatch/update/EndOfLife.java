package io.jenkins.plugins.dockereventwatch.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/**
 * The end of an operating system's security updates.
 *
 * @param regular the last day of regular support; empty: unknown
 * @param extended the last day of free long-term support (Debian LTS); empty: none or unknown
 */
public record EndOfLife(Optional<LocalDate> regular, Optional<LocalDate> extended) {

    public static final EndOfLife UNKNOWN = new EndOfLife(Optional.empty(), Optional.empty());

    private static final String TABLE = "end-of-life.properties";

    /**
     * Determines it from the host's os-release and distro-info, or else from the built-in table.
     *
     * @param distroInfo lines of {@code /usr/share/distro-info} about the host's release
     */
    public static EndOfLife of(OsRelease os, String distroInfo) {
        if (os.supportEnd().isPresent()) {
            return new EndOfLife(os.supportEnd(), Optional.empty());
        }
        return ofDistroInfo(os, distroInfo).or(() -> ofTable(os)).orElse(UNKNOWN);
    }

    /** Reads lines {@code version,codename,series,created,release,eol[,eol-lts or eol-server…]}. */
    private static Optional<EndOfLife> ofDistroInfo(OsRelease os, String lines) {
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            String[] fields = line.split(",");
            if (fields.length > 5 && os.codename().filter(fields[2]::equals).isPresent()) {
                return of(fields[5], os.id().equals("debian") && fields.length > 6 ? fields[6] : "");
            }
        }
        return Optional.empty();
    }

    private static Optional<EndOfLife> ofTable(OsRelease os) {
        Properties table = new Properties();
        try (InputStream in = EndOfLife.class.getResourceAsStream(TABLE)) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = os.version().orElse("");
        String[] parts = version.split("\\.", -1);
        String series = os.id().equals("alpine") && parts.length > 2 ? parts[0] + "." + parts[1] : version;
        String dates = table.getProperty(os.id() + "-" + series, table.getProperty(os.id() + "-" + parts[0], ""));
        String[] fields = dates.split(",");
        return of(fields[0], fields.length > 1 ? fields[1] : "");
    }

    private static Optional<EndOfLife> of(String regular, String extended) {
        return date(regular).map(last -> new EndOfLife(Optional.of(last), date(extended)));
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether support has ended; false if that is unknown. */
    boolean isOver(LocalDate today) {
        return regular.isPresent() && last().isBefore(today);
    }

    /** The last day with security updates. {@link #regular} must be known. */
    public LocalDate last() {
        return extended.orElseGet(regular::orElseThrow);
    }
}
