package io.jenkins.plugins.dockereventwatch.image.report;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import java.io.IOException;
import java.io.Writer;

/** The formats of check results. */
public enum ReportFormat {
    /** Text that is safe to show in a terminal. */
    TEXT(new TextReport()),
    /** One JSON object with all details. */
    JSON(new JsonReport()),
    /** SARIF 2.1.0, for code scanning. */
    SARIF(new SarifReport()),
    /** JUnit XML, for build servers. */
    JUNIT(new JUnitReport());

    private final Report report;

    ReportFormat(Report report) {
        this.report = report;
    }

    /** Writes and flushes a result; does not close {@code out}. */
    public void write(CheckResult result, Writer out) throws IOException {
        report.write(result, out);
    }
}
