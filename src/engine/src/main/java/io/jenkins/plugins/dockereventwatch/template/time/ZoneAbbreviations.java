package io.jenkins.plugins.dockereventwatch.template.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.Properties;

/**
 * The abbreviations of time zones, for example CET, from the IANA time zone database, as used by Go. Java's names
 * differ (BRT instead of the database's -03).
 */
final class ZoneAbbreviations {

    /** Pairs {@code offsetSeconds=NAME} by zone, separated by spaces. */
    private static final Properties BY_ZONE = load();

    private ZoneAbbreviations() {}

    /** Returns the abbreviation, or the offset as {@code -0700} if there is none. */
    static String of(ZonedDateTime time) {
        int offset = time.getOffset().getTotalSeconds();
        String zone = time.getZone().getId();
        if (zone.equals("Z")) {
            return "UTC";
        }
        for (String pair : BY_ZONE.getProperty(zone, "").split(" ")) {
            if (pair.startsWith(offset + "=")) {
                return pair.substring(pair.indexOf('=') + 1);
            }
        }
        return GoTimeLayout.offset(offset, "-0700");
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = ZoneAbbreviations.class.getResourceAsStream("zone-abbreviations.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
