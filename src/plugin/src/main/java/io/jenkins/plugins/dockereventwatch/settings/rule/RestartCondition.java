package io.jenkins.plugins.dockereventwatch.settings.rule;

import org.jvnet.localizer.Localizable;

/** Whether a rule's alerts of deaths wait for the container to restart. */
public enum RestartCondition {
    /** Alerts are sent without waiting. */
    IGNORED(Messages._RestartCondition_Ignored()),
    /** Alerts are sent if the container does not restart. */
    STAYS_AWAY(Messages._RestartCondition_StaysAway()),
    /** Alerts are sent if the container restarts. */
    COMES_BACK(Messages._RestartCondition_ComesBack());

    private final Localizable displayName;

    RestartCondition(Localizable displayName) {
        this.displayName = displayName;
    }

    public String getDisplayName() {
        return displayName.toString();
    }
}
