package io.jenkins.plugins.dockereventwatch.rule.index;

import com.google.re2j.Pattern;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that are looked up by one field of the event: by its text, or by what stands in it. */
public final class FieldIndex {

    private final FieldPath field;
    private final Map<String, BitSet> byText;
    private final LiteralIndex byLiteral;
    private final List<Integer> alwaysTested;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<BitSet> rulesOfPattern = new ArrayList<>();

    /**
     * Indexes conditions on one field.
     *
     * @param byText numbers of rules by the text that the field must equal
     * @param byPattern numbers of rules by the RE2 pattern that must be found in the field
     */
    FieldIndex(FieldPath field, Map<String, BitSet> byText, Map<String, BitSet> byPattern) {
        this.field = field;
        this.byText = byText;
        this.alwaysTested = new ArrayList<>();
        Map<String, List<Integer>> literals = new LinkedHashMap<>();
        byPattern.forEach((pattern, rules) -> {
            int number = patterns.size();
            patterns.add(Pattern.compile(pattern));
            rulesOfPattern.add(rules);
            Set<String> required = RequiredLiterals.of(pattern);
            if (required.isEmpty()) {
                alwaysTested.add(number);
            }
            required.forEach(literal ->
                    literals.computeIfAbsent(literal, key -> new ArrayList<>()).add(number));
        });
        this.byLiteral = new LiteralIndex(literals);
    }

    /** Adds the numbers of the rules whose condition on this field the event meets. */
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
            if (patterns.get(number).matcher(text).find()) {
                rules.or(rulesOfPattern.get(number));
            }
        }
    }

    /** Gathers the conditions that rules are looked up by, field by field. */
    public static final class Builder {

        private final Map<String, BitSet> byText = new HashMap<>();
        private final Map<String, BitSet> byPattern = new LinkedHashMap<>();

        public void add(Condition.Operator operator, String value, int rule) {
            Map<String, BitSet> index = operator == Condition.Operator.EQUALS ? byText : byPattern;
            index.computeIfAbsent(value, key -> new BitSet()).set(rule);
        }

        public FieldIndex build(FieldPath field) {
            return new FieldIndex(field, byText, byPattern);
        }
    }
}
