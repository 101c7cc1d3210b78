package io.jenkins.plugins.dockereventwatch.template.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a zone's clock is called, such as CET: the abbreviations of the IANA time zone database, which are what Go
 * shows. Java's own names differ (BRT for what the database calls -03).
 */
final class ZoneAbbreviations {

    /** Zone to {@code offsetSeconds=NAME} pairs with a space between. */
    private static final Map<String, String> BY_ZONE = load();

    private ZoneAbbreviations() {}

    /** The abbreviation, or the offset as {@code -0700} where none is known. */
    static String of(ZonedDateTime time) {
        int offset = time.getOffset().getTotalSeconds();
        String zone = time.getZone().getId();
        if (zone.equals("Z")) {
            return "UTC";
        }
        for (String pair : BY_ZONE.getOrDefault(zone, "").split(" ")) {
            if (pair.startsWith(offset + "=")) {
                return pair.substring(pair.indexOf('=') + 1);
            }
        }
        return GoTimeLayout.offset(offset, "-0700");
    }

    private static Map<String, String> load() {
        Properties properties = new Properties();
        try (InputStream in = ZoneAbbreviations.class.getResourceAsStream("zone-abbreviations.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }
}
