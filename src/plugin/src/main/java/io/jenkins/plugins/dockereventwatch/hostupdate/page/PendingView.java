package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import com.fasterxml.jackson.databind.JsonNode;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A pending update on the page and in its JSON; unknown values are null. */
@ExportedBean(defaultVisibility = 3)
public final class PendingView {

    @Exported(name = "package")
    public final String name;

    /** The installed version; null also for a new package. */
    @Exported
    public final String from;

    @Exported
    public final String to;

    /** The package archive of the update. */
    @Exported
    public final String origin;

    @Exported
    public final boolean security;

    @Exported
    public final String size;

    /** {@code hotfix}, {@code this-week}, {@code wait} or {@code held}. */
    @Exported
    public final String advice;

    /** The day on which it is to be installed or the hold ends, or null if there is none. */
    @Exported
    public final String until;

    @Exported
    public final String rule;

    PendingView(JsonNode update) {
        name = update.path("package").asText(null);
        from = update.path("from").asText(null);
        to = update.path("to").asText(null);
        origin = update.path("origin").asText(null);
        security = update.path("security").asBoolean();
        size = update.path("size").asText(null);
        advice = update.path("advice").asText(null);
        until = update.path("until").asText(null);
        rule = update.path("rule").asText(null);
    }
}
