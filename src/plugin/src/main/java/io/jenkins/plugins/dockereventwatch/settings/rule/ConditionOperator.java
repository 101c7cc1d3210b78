package io.jenkins.plugins.dockereventwatch.settings.rule;

import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import org.jvnet.localizer.Localizable;

/** The comparison of a rule's condition. */
public enum ConditionOperator {
    /** The field equals one of the values. */
    IS_ANY_OF(Operator.EQUALS, false, Messages._ConditionOperator_IsAnyOf()),
    /** One of the RE2 patterns is found in the field. */
    MATCHES_ANY_OF(Operator.MATCHES, false, Messages._ConditionOperator_MatchesAnyOf()),
    /** The field equals none of the values, or is missing. */
    IS_NONE_OF(Operator.EQUALS, true, Messages._ConditionOperator_IsNoneOf()),
    /** None of the RE2 patterns is found in the field, or the field is missing. */
    MATCHES_NONE_OF(Operator.MATCHES, true, Messages._ConditionOperator_MatchesNoneOf()),
    /** The verdict of the image policy for the image in the field is one of the values. */
    IMAGE_VERDICT_ANY_OF(Operator.IMAGE_VERDICT, false, Messages._ConditionOperator_IsJudgedAnyOf());

    private final Operator operator;
    private final boolean unless;
    private final Localizable displayName;

    ConditionOperator(Operator operator, boolean unless, Localizable displayName) {
        this.operator = operator;
        this.unless = unless;
        this.displayName = displayName;
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

    public String getDisplayName() {
        return displayName.toString();
    }
}
