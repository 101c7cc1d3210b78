package io.jenkins.plugins.dockereventwatch.image.report;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.sarif.SarifLog;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.Writer;

/** SARIF: a denied image is an error, an undetermined image a warning. */
final class SarifReport implements Report {

    private static final String DENIED = "image-denied";
    private static final String UNDETERMINED = "image-undetermined";

    @Override
    public void write(CheckResult result, Writer out) throws IOException {
        SarifLog log = new SarifLog("Docker Event Watch");
        log.rule(DENIED, "The image policy denies the image.");
        log.rule(UNDETERMINED, "The image policy cannot decide whether the image is allowed.");
        result.images().stream()
                .filter(image -> image.verdict().outcome() != Outcome.ALLOWED)
                .forEach(image -> add(log, image));
        out.write(log.text());
        out.flush();
    }

    private static void add(SarifLog log, CheckedImage image) {
        Verdict verdict = image.verdict();
        boolean denied = verdict.outcome() == Outcome.DENIED;
        SarifLog.Result result = log.result(denied ? DENIED : UNDETERMINED, denied, SafeText.escape(message(verdict)));
        ImageLocation location = image.image().location();
        if (location.file().isEmpty()) {
            result.logicalLocation(SafeText.escape(location.what()));
        } else {
            result.file(location.file(), location.line(), location.column());
        }
    }

    static String message(Verdict verdict) {
        return "'" + verdict.text() + "' is " + verdict.outcome().word() + ": "
                + verdict.decision().reason() + ". "
                + "Rule: " + verdict.decision().rule() + " ("
                + verdict.decision().place() + ")."
                + (verdict.decision().remedy().isEmpty()
                        ? ""
                        : " Remedy: " + verdict.decision().remedy() + ".")
                + (verdict.nearest().isEmpty() ? "" : " Nearest allowed: " + verdict.nearest() + ".");
    }
}
