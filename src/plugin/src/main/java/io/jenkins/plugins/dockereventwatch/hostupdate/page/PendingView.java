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

    /** The package. */
    @Exported(name = "package")
    public String getName() {
        return text("package");
    }

    /** The installed version; null: a new package, or not told. */
    @Exported
    public String getFrom() {
        return text("from");
    }

    /** The version to come; null: not told. */
    @Exported
    public String getTo() {
        return text("to");
    }

    /** The archive that it comes from. */
    @Exported
    public String getOrigin() {
        return text("origin");
    }

    /** Whether it is a security update. */
    @Exported
    public boolean isSecurity() {
        return update.path("security").asBoolean();
    }

    /** How far it goes. */
    @Exported
    public String getSize() {
        return text("size");
    }

    /** What to do: {@code hotfix}, {@code this-week}, {@code wait} or {@code held}. */
    @Exported
    public String getAdvice() {
        return text("advice");
    }

    /** The day from which it is to be installed, or held no more; null: there is none. */
    @Exported
    public String getUntil() {
        return text("until");
    }

    /** The rule that says so. */
    @Exported
    public String getRule() {
        return text("rule");
    }
}
