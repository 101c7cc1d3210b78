package io.jenkins.plugins.dockereventwatch.form;

import hudson.XmlFile;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Settings as their file has them, whatever held before: what the file does not name is as at the very first start. */
public final class SettingsFile {

    private static final Logger LOG = Logger.getLogger(SettingsFile.class.getName());

    private SettingsFile() {}

    /**
     * Reads a file.
     *
     * @param fresh settings as at the very first start, which get what the file says
     * @return those; empty where the file cannot be read, which the log tells
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
