package io.jenkins.plugins.dockereventwatch.form;

import hudson.BulkChange;
import hudson.XmlFile;
import hudson.init.InitMilestone;
import hudson.model.PersistentDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** A section under Manage Jenkins → System. Its settings are saved in a file of their own. */
public abstract class SettingsSection extends GlobalConfiguration implements PersistentDescriptor {

    private static final Logger LOG = Logger.getLogger(SettingsSection.class.getName());

    private final transient List<String> textAreas;

    /**
     * Creates a section.
     *
     * @param textAreas the fields of the form with one entry per line
     */
    protected SettingsSection(String... textAreas) {
        this.textAreas = List.of(textAreas);
    }

    /** Creates a section with the initial values. */
    protected abstract SettingsSection initial();

    /** Sets the submitted values, in a section with the initial values. The form does not contain empty lists. */
    protected void bind(StaplerRequest2 request, JSONObject form) throws IOException, FormException {
        FormText.bindLines(form, textAreas);
        request.bindJSON(this, form);
    }

    /** Applies the submitted form completely or not at all, and saves once. */
    @Override
    public final boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        SettingsSection submitted = initial();
        BulkChange unsaved = new BulkChange(submitted);
        try {
            submitted.bind(request, form);
        } catch (IOException | RuntimeException e) {
            throw new FormException(Messages.SettingsSection_NotSaved(getDisplayName(), rootMessage(e)), e, null);
        } finally {
            unsaved.abort();
        }
        copy(submitted);
        save();
        return true;
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null || e.getCause() == e ? FormText.message(e) : rootMessage(e.getCause());
    }

    /** Copies the saved values of a section of the same class. */
    public final void copy(SettingsSection other) {
        try {
            for (Field field : getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(this, field.get(other));
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The settings cannot be copied", e);
        }
    }

    /** Saves the settings and applies them. */
    @Override
    public void save() {
        super.save();
        if (!BulkChange.contains(this)) {
            SettingsListener.notifyAllListeners();
        }
    }

    /**
     * Loads the settings, and applies them if Jenkins is running. Values that the file does not contain are the initial
     * ones. If the file cannot be read, the current settings are kept.
     */
    @Override
    public synchronized void load() {
        XmlFile file = getConfigFile();
        SettingsSection loaded = initial();
        try {
            if (file.exists()) {
                file.unmarshal(loaded);
            }
            copy(loaded);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Failed to read settings from " + file + "; keeping the current settings");
        }
        // During startup the watch is started later and must not be started by this call.
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
            SettingsListener.notifyAllListeners();
        }
    }

    /** Returns the entries as lines for a text area. */
    public final String lines(List<String> entries) {
        return FormText.joined(entries);
    }
}
