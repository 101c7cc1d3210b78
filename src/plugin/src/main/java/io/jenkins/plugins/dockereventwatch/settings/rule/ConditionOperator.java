package io.jenkins.plugins.dockereventwatch.settings.rule;

import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;

/** How a condition of a rule compares. */
public enum ConditionOperator {
    /** The field is one of the values, letter by letter. */
    IS_ANY_OF(Operator.EQUALS, false),
    /** One of the RE2 patterns is found in the field. */
    MATCHES_ANY_OF(Operator.MATCHES, false),
    /** The field is none of the values, or is not there. */
    IS_NONE_OF(Operator.EQUALS, true),
    /** None of the RE2 patterns is found in the field, or it is not there. */
    MATCHES_NONE_OF(Operator.MATCHES, true),
    /** The image policy says one of the values of the image that the field names. */
    IMAGE_VERDICT_ANY_OF(Operator.IMAGE_VERDICT, false);

    private final Operator operator;
    private final boolean unless;

    ConditionOperator(Operator operator, boolean unless) {
        this.operator = operator;
        this.unless = unless;
    }

    /** How the engine compares a value. */
    Operator operator() {
        return operator;
    }

    /** Whether the comparison keeps events out. */
    boolean isUnless() {
        return unless;
    }

    /** The one that compares so. */
    static ConditionOperator of(Operator operator, boolean unless) {
        for (ConditionOperator each : values()) {
            if (each.operator == operator && each.unless == unless) {
                return each;
            }
        }
        throw new IllegalArgumentException(operator + " " + unless);
    }

    /** For people. */
    public String getDisplayName() {
        return switch (this) {
            case IS_ANY_OF -> Messages.ConditionOperator_IsAnyOf();
            case MATCHES_ANY_OF -> Messages.ConditionOperator_MatchesAnyOf();
            case IS_NONE_OF -> Messages.ConditionOperator_IsNoneOf();
            case MATCHES_NONE_OF -> Messages.ConditionOperator_MatchesNoneOf();
            case IMAGE_VERDICT_ANY_OF -> Messages.ConditionOperator_IsJudgedAnyOf();
        };
    }
}
