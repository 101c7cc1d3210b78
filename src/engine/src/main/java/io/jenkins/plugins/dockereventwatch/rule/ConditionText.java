package io.jenkins.plugins.dockereventwatch.rule;

/** Formats conditions in a language-independent form: {@code Action = die | oom}. */
public final class ConditionText {

    private ConditionText() {}

    public static String text(Condition condition, boolean unless) {
        boolean equal = condition.operator() != Condition.Operator.MATCHES;
        String sign = unless ? equal ? " ≠ " : " !~ " : equal ? " = " : " ~ ";
        String and = condition.quantifier() == Condition.Quantifier.ALL ? " & " : " | ";
        return condition.field() + sign + String.join(and, condition.values());
    }
}
