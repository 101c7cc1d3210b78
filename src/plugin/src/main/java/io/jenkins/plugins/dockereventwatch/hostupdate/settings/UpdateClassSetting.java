package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Packages that count as of another class than by their version. */
public final class UpdateClassSetting implements Describable<UpdateClassSetting> {

    private static final List<UpdateClass> CLASSES = List.of(UpdateClass.values());

    private final String packages;
    private final String countsAs;

    /**
     * An exception.
     *
     * @param packages a package, or the beginning of names with a star at the end
     * @param countsAs the class, {@code patch}
     * @throws IllegalArgumentException if one is none
     */
    @DataBoundConstructor
    public UpdateClassSetting(String packages, String countsAs) {
        this.packages = new NamePattern(FormText.required("packages", packages)).text();
        this.countsAs = FormText.constant(CLASSES, countsAs).toString();
    }

    /** A package, or the beginning of names with a star at the end. */
    public String getPackages() {
        return packages;
    }

    /** The class. */
    public String getCountsAs() {
        return countsAs;
    }

    NamePattern pattern() {
        return new NamePattern(packages);
    }

    UpdateClass updateClass() {
        return FormText.constant(CLASSES, countsAs);
    }

    /** How it is entered. */
    @Extension
    @Symbol("hostUpdateClass")
    public static final class DescriptorImpl extends Descriptor<UpdateClassSetting> {

        @Override
        public String getDisplayName() {
            return Messages.UpdateClassSetting_DisplayName();
        }

        /** The classes there are. */
        public ListBoxModel doFillCountsAsItems() {
            return FormChecks.items(CLASSES);
        }

        /** Checks the packages as typed. */
        @POST
        public FormValidation doCheckPackages(@QueryParameter String value) {
            return FormChecks.text(value, NamePattern::new);
        }
    }
}
