package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the Configuration as Code of a Jenkins is exported to.
 *
 * @param whole all of it
 */
public record ExportedCode(String whole) {

    /** As it is now. */
    public static ExportedCode now() throws Exception {
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        return new ExportedCode(exported.toString(StandardCharsets.UTF_8));
    }

    /** The part of one symbol, to take by itself: some of Jenkins' own settings do not come back from their export. */
    public String of(String symbol) {
        String begin = "  " + symbol + ":";
        return whole.substring(whole.indexOf(begin))
                .lines()
                .takeWhile(line -> line.isEmpty() || line.startsWith("   ") || line.startsWith(begin))
                .reduce("unclassified:\n", (all, line) -> all + line + "\n");
    }

    /** Configures the Jenkins by code, written to a file in a folder of the test. */
    public static void take(String code, Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("jenkins.yaml"), code);
        ConfigurationAsCode.get().configure(file.toString());
    }
}
