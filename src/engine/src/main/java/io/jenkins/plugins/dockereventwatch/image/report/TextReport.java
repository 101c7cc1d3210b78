package io.jenkins.plugins.dockereventwatch.image.report;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Text: each image with its verdict and reason, then a summary. */
final class TextReport implements Report {

    @Override
    public void write(CheckResult result, Writer out) throws IOException {
        for (CheckedImage image : result.images()) {
            out.write(text(image));
        }
        for (String warning : result.warnings()) {
            out.write("warning: " + SafeText.escape(warning) + "\n");
        }
        out.write(result.summary() + "\n");
        out.flush();
    }

    private static String text(CheckedImage image) {
        Verdict verdict = image.verdict();
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-12s  %s%n", verdict.outcome().word(), SafeText.escape(verdict.text())));
        line(text, "location", image.image().location().toString());
        line(text, "reference", verdict.reference());
        line(text, "reason", verdict.decision().reason());
        line(text, "rule", verdict.decision().rule() + " (" + verdict.decision().place() + ")");
        line(text, "remedy", verdict.decision().remedy());
        line(text, "nearest", verdict.nearest());
        verdict.notes().forEach(note -> line(text, "note", note));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append(String.format(Locale.ROOT, "    %-10s%s%n", label, SafeText.escape(value)));
        }
    }
}
