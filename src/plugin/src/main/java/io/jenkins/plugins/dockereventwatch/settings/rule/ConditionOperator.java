package io.jenkins.plugins.dockereventwatch.settings.rule;

import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;

/** The comparison of a rule's condition. */
public enum ConditionOperator {
    /** The field equals one of the values. */
    IS_ANY_OF(Operator.EQUALS, false),
    /** One of the RE2 patterns is found in the field. */
    MATCHES_ANY_OF(Operator.MATCHES, false),
    /** The field equals none of the values, or is missing. */
    IS_NONE_OF(Operator.EQUALS, true),
    /** None of the RE2 patterns is found in the field, or the field is missing. */
    MATCHES_NONE_OF(Operator.MATCHES, true),
    /** The verdict of the image policy for the image in the field is one of the values. */
    IMAGE_VERDICT_ANY_OF(Operator.IMAGE_VERDICT, false);

    private final Operator operator;
    private final boolean unless;

    ConditionOperator(Operator operator, boolean unless) {
        this.operator = operator;
        this.unless = unless;
    }

    /** Returns the corresponding operator of the engine. */
    Operator operator() {
        return operator;
    }

    /** Returns whether a match excludes the event. */
    boolean isUnless() {
        return unless;
    }

    /** Returns the constant that corresponds to an operator of the engine. */
    static ConditionOperator of(Operator operator, boolean unless) {
        for (ConditionOperator each : values()) {
            if (each.operator == operator && each.unless == unless) {
                return each;
            }
        }
        throw new IllegalArgumentException(operator + " " + unless);
    }

    /** Returns the name for the user interface. */
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
