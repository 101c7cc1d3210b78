package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Which updates are to be installed when. The help of the form describes the properties. */
public final class UpdatePolicySetting implements Describable<UpdatePolicySetting> {

    private int patchDays = days(UpdateClass.PATCH);
    private int minorDays = days(UpdateClass.MINOR);
    private int majorDays = days(UpdateClass.MAJOR);
    private int kernelDays = days(UpdateClass.KERNEL);
    private int releaseDays = days(UpdateClass.RELEASE);
    private String hotfixFrom = UpdatePolicy.DEFAULT.hotfixFrom().toString();
    private List<UpdateClassSetting> classes = new ArrayList<>();
    private List<HoldSetting> holds = new ArrayList<>();
    private int listsDays = (int) UpdatePolicy.DEFAULT.staleAfter().toDays();

    /** Creates the default policy. */
    @DataBoundConstructor
    public UpdatePolicySetting() {}

    private static int days(UpdateClass kind) {
        return UpdatePolicy.DEFAULT.waitDays().get(kind);
    }

    UpdatePolicy toPolicy() {
        Map<NamePattern, UpdateClass> exceptions = new LinkedHashMap<>();
        classes.forEach(setting -> exceptions.putIfAbsent(setting.pattern(), setting.updateClass()));
        return new UpdatePolicy(
                Map.of(
                        UpdateClass.PATCH, patchDays,
                        UpdateClass.MINOR, minorDays,
                        UpdateClass.MAJOR, majorDays,
                        UpdateClass.KERNEL, kernelDays,
                        UpdateClass.RELEASE, releaseDays),
                FormText.constant(Severity.GRADES, hotfixFrom),
                exceptions,
                holds.stream().map(HoldSetting::toHold).toList(),
                Duration.ofDays(listsDays));
    }

    public int getPatchDays() {
        return patchDays;
    }

    @DataBoundSetter
    public void setPatchDays(int patchDays) {
        this.patchDays = UpdatePolicy.WAIT_RANGE.check(patchDays);
    }

    public int getMinorDays() {
        return minorDays;
    }

    @DataBoundSetter
    public void setMinorDays(int minorDays) {
        this.minorDays = UpdatePolicy.WAIT_RANGE.check(minorDays);
    }

    public int getMajorDays() {
        return majorDays;
    }

    @DataBoundSetter
    public void setMajorDays(int majorDays) {
        this.majorDays = UpdatePolicy.WAIT_RANGE.check(majorDays);
    }

    public int getKernelDays() {
        return kernelDays;
    }

    @DataBoundSetter
    public void setKernelDays(int kernelDays) {
        this.kernelDays = UpdatePolicy.WAIT_RANGE.check(kernelDays);
    }

    public int getReleaseDays() {
        return releaseDays;
    }

    @DataBoundSetter
    public void setReleaseDays(int releaseDays) {
        this.releaseDays = UpdatePolicy.WAIT_RANGE.check(releaseDays);
    }

    public String getHotfixFrom() {
        return hotfixFrom;
    }

    @DataBoundSetter
    public void setHotfixFrom(String hotfixFrom) {
        this.hotfixFrom = FormText.constant(Severity.GRADES, hotfixFrom).toString();
    }

    public List<UpdateClassSetting> getClasses() {
        return List.copyOf(classes);
    }

    @DataBoundSetter
    public void setClasses(List<UpdateClassSetting> classes) {
        this.classes = new ArrayList<>(classes);
    }

    public List<HoldSetting> getHolds() {
        return List.copyOf(holds);
    }

    @DataBoundSetter
    public void setHolds(List<HoldSetting> holds) {
        this.holds = new ArrayList<>(holds);
    }

    public int getListsDays() {
        return listsDays;
    }

    @DataBoundSetter
    public void setListsDays(int listsDays) {
        this.listsDays = UpdatePolicy.STALE_RANGE.check(listsDays);
    }

    @Extension
    @Symbol("hostUpdatePolicy")
    public static final class DescriptorImpl extends Descriptor<UpdatePolicySetting> {

        @Override
        public String getDisplayName() {
            return Messages.UpdatePolicySetting_DisplayName();
        }

        public ListBoxModel doFillHotfixFromItems() {
            return FormChecks.items(Severity.GRADES);
        }
    }
}
