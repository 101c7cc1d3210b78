package io.jenkins.plugins.dockereventwatch.image.report;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import java.io.IOException;
import java.io.Writer;

/** How the result of a check is written. */
public enum ReportFormat {
    /** For people; nothing in it can act on a terminal. */
    TEXT(new TextReport()),
    /** One JSON object, with all that is known of each image. */
    JSON(new JsonReport()),
    /** SARIF 2.1.0, for code scanning. */
    SARIF(new SarifReport()),
    /** JUnit's XML, for build servers. */
    JUNIT(new JUnitReport());

    private final Report report;

    ReportFormat(Report report) {
        this.report = report;
    }

    /** Writes a result. */
    public void write(CheckResult result, Writer out) throws IOException {
        report.write(result, out);
    }
}
