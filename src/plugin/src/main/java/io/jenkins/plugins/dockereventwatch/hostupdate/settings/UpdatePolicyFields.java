package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import io.jenkins.plugins.dockereventwatch.form.Numbers;
import io.jenkins.plugins.dockereventwatch.form.Words;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import org.kohsuke.stapler.DataBoundSetter;

/** What is done about pending updates, as its administrator enters it; each setter checks, and saves. */
public abstract class UpdatePolicyFields extends GlobalConfiguration {

    static final int MOST_DAYS = 365;

    private int patchDays = days(UpdateClass.PATCH);
    private int minorDays = days(UpdateClass.MINOR);
    private int majorDays = days(UpdateClass.MAJOR);
    private int kernelDays = days(UpdateClass.KERNEL);
    private int releaseDays = days(UpdateClass.RELEASE);
    private String hotfixFrom = UpdatePolicy.DEFAULT.hotfixFrom().toString();
    private List<UpdateClassSetting> classes = new ArrayList<>();
    private List<HoldSetting> holds = new ArrayList<>();
    private int listsDays = (int) UpdatePolicy.DEFAULT.staleAfter().toDays();

    UpdatePolicyFields() {}

    private static int days(UpdateClass kind) {
        return UpdatePolicy.DEFAULT.waitDays().get(kind);
    }

    /** Takes over what another one has. */
    final void copyPolicy(UpdatePolicyFields other) {
        patchDays = other.patchDays;
        minorDays = other.minorDays;
        majorDays = other.majorDays;
        kernelDays = other.kernelDays;
        releaseDays = other.releaseDays;
        hotfixFrom = other.hotfixFrom;
        classes = other.classes;
        holds = other.holds;
        listsDays = other.listsDays;
    }

    /** For the engine. */
    final UpdatePolicy policy() {
        Map<NamePattern, UpdateClass> exceptions = new LinkedHashMap<>();
        classes.forEach(setting -> exceptions.putIfAbsent(setting.pattern(), setting.updateClass()));
        return new UpdatePolicy(
                Map.of(
                        UpdateClass.PATCH, patchDays,
                        UpdateClass.MINOR, minorDays,
                        UpdateClass.MAJOR, majorDays,
                        UpdateClass.KERNEL, kernelDays,
                        UpdateClass.RELEASE, releaseDays),
                Words.constant(Severity.GRADES, hotfixFrom),
                exceptions,
                holds.stream().map(HoldSetting::toHold).toList(),
                Duration.ofDays(listsDays));
    }

    private static int checkedDays(int days) {
        return Numbers.checked(days, 0, MOST_DAYS);
    }

    /** Days that a patch waits. */
    public final int getPatchDays() {
        return patchDays;
    }

    /** Sets the days that a patch waits. */
    @DataBoundSetter
    public final void setPatchDays(int patchDays) {
        this.patchDays = checkedDays(patchDays);
        save();
    }

    /** Days that a minor update waits. */
    public final int getMinorDays() {
        return minorDays;
    }

    /** Sets the days that a minor update waits. */
    @DataBoundSetter
    public final void setMinorDays(int minorDays) {
        this.minorDays = checkedDays(minorDays);
        save();
    }

    /** Days that a major update waits. */
    public final int getMajorDays() {
        return majorDays;
    }

    /** Sets the days that a major update waits. */
    @DataBoundSetter
    public final void setMajorDays(int majorDays) {
        this.majorDays = checkedDays(majorDays);
        save();
    }

    /** Days that a kernel of another series waits. */
    public final int getKernelDays() {
        return kernelDays;
    }

    /** Sets the days that a kernel of another series waits. */
    @DataBoundSetter
    public final void setKernelDays(int kernelDays) {
        this.kernelDays = checkedDays(kernelDays);
        save();
    }

    /** Days that an upgrade to another release of the distribution waits. */
    public final int getReleaseDays() {
        return releaseDays;
    }

    /** Sets the days that an upgrade to another release waits. */
    @DataBoundSetter
    public final void setReleaseDays(int releaseDays) {
        this.releaseDays = checkedDays(releaseDays);
        save();
    }

    /** The least severity of a graded security update that makes it a hotfix. */
    public final String getHotfixFrom() {
        return hotfixFrom;
    }

    /** Sets the least severity that makes a hotfix. */
    @DataBoundSetter
    public final void setHotfixFrom(String hotfixFrom) {
        this.hotfixFrom = Words.constant(Severity.GRADES, hotfixFrom).toString();
        save();
    }

    /** Packages that count as of another class than by their version. */
    public final List<UpdateClassSetting> getClasses() {
        return List.copyOf(classes);
    }

    /** Sets the packages that count as of another class. */
    @DataBoundSetter
    public final void setClasses(List<UpdateClassSetting> classes) {
        this.classes = new ArrayList<>(classes);
        save();
    }

    /** Versions that are known to be bad. */
    public final List<HoldSetting> getHolds() {
        return List.copyOf(holds);
    }

    /** Sets the versions that are known to be bad. */
    @DataBoundSetter
    public final void setHolds(List<HoldSetting> holds) {
        this.holds = new ArrayList<>(holds);
        save();
    }

    /** How many days old package lists may be. */
    public final int getListsDays() {
        return listsDays;
    }

    /** Sets how many days old package lists may be. */
    @DataBoundSetter
    public final void setListsDays(int listsDays) {
        this.listsDays = Numbers.checked(listsDays, 1, MOST_DAYS);
        save();
    }
}
