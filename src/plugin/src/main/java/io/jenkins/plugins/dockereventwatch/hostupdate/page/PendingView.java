package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import com.fasterxml.jackson.databind.JsonNode;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A pending update on the page and in its JSON. */
@ExportedBean(defaultVisibility = 3)
public final class PendingView {

    private final JsonNode update;

    PendingView(JsonNode update) {
        this.update = update;
    }

    private String text(String field) {
        return update.path(field).asText(null);
    }

    /** Returns the package name. */
    @Exported(name = "package")
    public String getName() {
        return text("package");
    }

    /** Returns the installed version, or null if the package is new or the version is unknown. */
    @Exported
    public String getFrom() {
        return text("from");
    }

    /** Returns the available version, or null if it is unknown. */
    @Exported
    public String getTo() {
        return text("to");
    }

    /** Returns the package archive of the update. */
    @Exported
    public String getOrigin() {
        return text("origin");
    }

    /** Returns whether it is a security update. */
    @Exported
    public boolean isSecurity() {
        return update.path("security").asBoolean();
    }

    /** Returns the size of the version change. */
    @Exported
    public String getSize() {
        return text("size");
    }

    /** Returns the advice: {@code hotfix}, {@code this-week}, {@code wait} or {@code held}. */
    @Exported
    public String getAdvice() {
        return text("advice");
    }

    /** Returns the day on which it is to be installed or the hold ends, or null if there is none. */
    @Exported
    public String getUntil() {
        return text("until");
    }

    /** Returns the rule that determined the advice. */
    @Exported
    public String getRule() {
        return text("rule");
    }
}
