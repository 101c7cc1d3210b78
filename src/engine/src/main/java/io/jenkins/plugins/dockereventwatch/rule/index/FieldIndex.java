package io.jenkins.plugins.dockereventwatch.rule.index;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds rules by the value of one event field: by equal text or by pattern. */
public final class FieldIndex {

    private final FieldPath field;
    private final Map<String, BitSet> byText;
    private final LiteralIndex byLiteral;
    private final List<Integer> alwaysTested;
    private final List<TextPattern> patterns = new ArrayList<>();
    private final List<BitSet> rulesOfPattern = new ArrayList<>();

    /**
     * Creates an index.
     *
     * @param field the field that all conditions test
     * @param byText rule numbers by the text that the field must equal
     * @param byPattern rule numbers by the RE2 pattern that the field must match
     */
    public FieldIndex(FieldPath field, Map<String, BitSet> byText, Map<String, BitSet> byPattern) {
        this.field = field;
        this.byText = byText;
        this.alwaysTested = new ArrayList<>();
        Map<String, List<Integer>> literals = new LinkedHashMap<>();
        byPattern.forEach((pattern, rules) -> {
            int number = patterns.size();
            TextPattern compiled = new TextPattern(pattern);
            patterns.add(compiled);
            rulesOfPattern.add(rules);
            if (compiled.required().isEmpty()) {
                alwaysTested.add(number);
            }
            compiled.required()
                    .forEach(literal -> literals.computeIfAbsent(literal, key -> new ArrayList<>())
                            .add(number));
        });
        this.byLiteral = new LiteralIndex(literals);
    }

    /** Adds to {@code rules} the numbers of the rules whose indexed condition holds for the event. */
    public void addMatching(DockerEvent event, BitSet rules) {
        String text = field.textIn(event);
        if (text == null) {
            return;
        }
        BitSet equal = byText.get(text);
        if (equal != null) {
            rules.or(equal);
        }
        if (patterns.isEmpty()) {
            return;
        }
        BitSet possible = new BitSet();
        byLiteral.find(text, possible);
        alwaysTested.forEach(possible::set);
        for (int number = possible.nextSetBit(0); number >= 0; number = possible.nextSetBit(number + 1)) {
            if (patterns.get(number).matches(text)) {
                rules.or(rulesOfPattern.get(number));
            }
        }
    }
}
