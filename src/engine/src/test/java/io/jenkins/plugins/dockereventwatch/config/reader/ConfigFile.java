package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

/** A configuration in a file of a test, beside the template of its webhook. */
record ConfigFile(Path folder) {

    /** Writes the config.yml and reads it. */
    WatchConfiguration read(String yaml) throws IOException, ConfigurationException {
        Path config = folder.resolve("config.yml");
        Files.writeString(folder.resolve("chat.json"), "{}");
        Files.writeString(config, yaml);
        return new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC)).read(config);
    }
}
