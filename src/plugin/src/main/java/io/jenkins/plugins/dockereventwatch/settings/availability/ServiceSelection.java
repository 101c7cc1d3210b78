package io.jenkins.plugins.dockereventwatch.settings.availability;

import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector.Kind;
import org.jvnet.localizer.Localizable;

/** What selects the containers of a service. */
public enum ServiceSelection {
    CONTAINER(Kind.CONTAINER, Messages._ServiceSelection_Container()),
    PROJECT(Kind.PROJECT, Messages._ServiceSelection_Project()),
    /** As {@code PROJECT/SERVICE}, or {@code SERVICE} in any project. */
    COMPOSE_SERVICE(Kind.COMPOSE_SERVICE, Messages._ServiceSelection_ComposeService()),
    SWARM_SERVICE(Kind.SWARM_SERVICE, Messages._ServiceSelection_SwarmService()),
    /** As {@code KEY} or {@code KEY=VALUE}. */
    LABEL(Kind.LABEL, Messages._ServiceSelection_Label());

    private final Kind kind;
    private final Localizable displayName;

    ServiceSelection(Kind kind, Localizable displayName) {
        this.kind = kind;
        this.displayName = displayName;
    }

    static ServiceSelection of(Kind kind) {
        return valueOf(kind.name());
    }

    Kind kind() {
        return kind;
    }

    public String getDisplayName() {
        return displayName.toString();
    }
}
