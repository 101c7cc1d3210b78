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

/** Assigns an update class to packages, independent of their versions. */
public final class UpdateClassSetting implements Describable<UpdateClassSetting> {

    private static final List<UpdateClass> CLASSES = List.of(UpdateClass.values());

    public final String packages;
    public final String countsAs;

    /**
     * @param packages a package, or a prefix of names followed by {@code *}
     * @param countsAs the update class, for example {@code patch}
     * @throws IllegalArgumentException if a value is invalid
     */
    @DataBoundConstructor
    public UpdateClassSetting(String packages, String countsAs) {
        this.packages = new NamePattern(FormText.required("packages", packages)).text();
        this.countsAs = FormText.constant(CLASSES, countsAs).toString();
    }

    NamePattern pattern() {
        return new NamePattern(packages);
    }

    UpdateClass updateClass() {
        return FormText.constant(CLASSES, countsAs);
    }

    @Extension
    @Symbol("hostUpdateClass")
    public static final class DescriptorImpl extends Descriptor<UpdateClassSetting> {

        @Override
        public String getDisplayName() {
            return Messages.UpdateClassSetting_DisplayName();
        }

        public ListBoxModel doFillCountsAsItems() {
            return FormChecks.items(CLASSES);
        }

        @POST
        public FormValidation doCheckPackages(@QueryParameter String value) {
            return FormChecks.text(value, NamePattern::new);
        }
    }
}
