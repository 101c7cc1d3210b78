package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts verdicts to lists and maps of plain values for the Pipeline, which can be serialized and written as JSON.
 */
public final class VerdictMap {

    private VerdictMap() {}

    /** Returns the verdicts of a check, in the order of its images. */
    public static List<Map<String, Object>> of(CheckResult result) {
        List<Map<String, Object>> verdicts = new ArrayList<>();
        result.images().forEach(image -> verdicts.add(of(image)));
        return verdicts;
    }

    private static Map<String, Object> of(CheckedImage image) {
        Verdict verdict = image.verdict();
        ImageLocation location = image.image().location();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("image", verdict.text());
        map.put("verdict", verdict.outcome().word());
        map.put("reference", verdict.reference());
        map.put("reason", verdict.decision().reason());
        map.put("rule", verdict.decision().rule());
        map.put("place", verdict.decision().place());
        map.put("remedy", verdict.decision().remedy());
        map.put("nearest", verdict.nearest());
        map.put("notes", new ArrayList<>(verdict.notes()));
        map.put("file", location.file());
        map.put("line", location.line());
        map.put("what", location.what());
        return map;
    }
}
