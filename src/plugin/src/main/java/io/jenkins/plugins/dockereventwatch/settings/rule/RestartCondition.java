package io.jenkins.plugins.dockereventwatch.settings.rule;

/** Whether a rule's alerts of deaths wait to see if the container comes back. */
public enum RestartCondition {
    /** They do not wait. */
    IGNORED,
    /** They are sent if it does not come back. */
    STAYS_AWAY,
    /** They are sent if it does. */
    COMES_BACK;

    /** For people. */
    public String getDisplayName() {
        return switch (this) {
            case IGNORED -> Messages.RestartCondition_Ignored();
            case STAYS_AWAY -> Messages.RestartCondition_StaysAway();
            case COMES_BACK -> Messages.RestartCondition_ComesBack();
        };
    }
}
