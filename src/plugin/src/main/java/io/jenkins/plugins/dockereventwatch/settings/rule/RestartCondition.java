package io.jenkins.plugins.dockereventwatch.settings.rule;

/** Whether a rule's alerts of deaths wait for the container to restart. */
public enum RestartCondition {
    /** Alerts are sent without waiting. */
    IGNORED,
    /** Alerts are sent if the container does not restart. */
    STAYS_AWAY,
    /** Alerts are sent if the container restarts. */
    COMES_BACK;

    /** Returns the name for the user interface. */
    public String getDisplayName() {
        return switch (this) {
            case IGNORED -> Messages.RestartCondition_Ignored();
            case STAYS_AWAY -> Messages.RestartCondition_StaysAway();
            case COMES_BACK -> Messages.RestartCondition_ComesBack();
        };
    }
}
