package io.jenkins.plugins.dockereventwatch.form;

import hudson.XmlFile;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads settings from a file. Fields that the file does not contain have their initial values, independent of the
 * current settings.
 */
public final class SettingsFile {

    private static final Logger LOG = Logger.getLogger(SettingsFile.class.getName());

    private SettingsFile() {}

    /**
     * Loads a file.
     *
     * @param fresh settings with initial values, which are modified
     * @return the settings; empty, with a log message, if the file cannot be read
     */
    public static <T> Optional<T> read(XmlFile file, T fresh) {
        try {
            if (file.exists()) {
                file.unmarshal(fresh);
            }
            return Optional.of(fresh);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Failed to read settings from " + file + "; keeping the current settings");
            return Optional.empty();
        }
    }
}
