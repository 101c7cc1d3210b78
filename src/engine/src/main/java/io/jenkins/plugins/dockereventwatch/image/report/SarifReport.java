package io.jenkins.plugins.dockereventwatch.image.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.sarif.SarifLog;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A log of static analysis: a denied image is an error, one that cannot be told a warning. */
final class SarifReport implements Report {

    private static final String DENIED = "image-denied";
    private static final String UNDETERMINED = "image-undetermined";

    @Override
    public void write(CheckResult result, Writer out) throws IOException {
        SarifLog log = new SarifLog("Docker Event Watch");
        log.rule(DENIED, "The image policy denies the image.");
        log.rule(UNDETERMINED, "It cannot be told whether the image policy allows the image.");
        result.images().stream()
                .filter(image -> image.verdict().outcome() != Outcome.ALLOWED)
                .forEach(image -> add(log, image));
        out.write(log.text());
        out.flush();
    }

    private static void add(SarifLog log, CheckedImage image) {
        Verdict verdict = image.verdict();
        boolean denied = verdict.outcome() == Outcome.DENIED;
        ObjectNode result = log.result(denied ? DENIED : UNDETERMINED, denied, SafeText.escape(message(verdict)));
        ImageLocation location = image.image().location();
        ObjectNode place = result.putArray("locations").addObject();
        if (location.file().isEmpty()) {
            place.putArray("logicalLocations").addObject().put("fullyQualifiedName", SafeText.escape(location.what()));
            return;
        }
        ObjectNode physical = place.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(location.file()));
        physical.putObject("region")
                .put("startLine", Math.max(1, location.line()))
                .put("startColumn", Math.max(1, location.column()));
    }

    static String message(Verdict verdict) {
        return "'" + verdict.text() + "' is " + verdict.outcome().word() + ": " + verdict.reason() + ". "
                + "Rule: " + verdict.rule() + " (" + verdict.place() + ")."
                + (verdict.remedy().isEmpty() ? "" : " To pass: " + verdict.remedy() + ".")
                + (verdict.nearest().isEmpty() ? "" : " Nearest allowed: " + verdict.nearest() + ".");
    }

    /** Only what RFC 3986 leaves unreserved stays as it is. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder(new File(file).isAbsolute() ? "file://" : "");
        for (byte b : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }
}
