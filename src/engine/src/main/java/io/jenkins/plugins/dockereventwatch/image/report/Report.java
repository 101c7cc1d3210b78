package io.jenkins.plugins.dockereventwatch.image.report;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import java.io.IOException;
import java.io.Writer;

/** Writes the result of a check in one format. */
interface Report {

    /** Writes and flushes the result; does not close {@code out}. */
    void write(CheckResult result, Writer out) throws IOException;
}
