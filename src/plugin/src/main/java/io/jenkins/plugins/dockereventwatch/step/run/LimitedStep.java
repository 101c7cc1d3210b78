package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters of a limited run in a Pipeline, in the syntax of {@code docker run}. The help of the step describes
 * them. {@code cpus} and {@code pidsLimit} may also be numbers. The default applies to a parameter that is empty.
 */
public abstract class LimitedStep extends Step {

    private final String image;
    private final Map<RunOption, List<String>> options = new EnumMap<>(RunOption.class);
    private String credentialsId = "";

    LimitedStep(String image) {
        this.image = text(image);
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString().strip();
    }

    /** Returns all requested options. */
    final RunOptions options() {
        return new RunOptions(options);
    }

    /** Returns the value of an option; empty if it was not set. */
    final String get(RunOption option) {
        return options.getOrDefault(option, List.of("")).get(0);
    }

    /** Sets an option; null or a blank text removes it. */
    final void set(RunOption option, Object value) {
        String text = text(value);
        setAll(option, text.isEmpty() ? List.of() : List.of(text));
    }

    private List<String> getAll(RunOption option) {
        return options.getOrDefault(option, List.of());
    }

    private void setAll(RunOption option, List<String> values) {
        if (values.isEmpty()) {
            options.remove(option);
        } else {
            options.put(option, List.copyOf(values));
        }
    }

    public final String getImage() {
        return image;
    }

    public final String getMemory() {
        return get(RunOption.MEMORY);
    }

    @DataBoundSetter
    public final void setMemory(String memory) {
        set(RunOption.MEMORY, memory);
    }

    public final Object getCpus() {
        return get(RunOption.CPUS);
    }

    @DataBoundSetter
    public final void setCpus(Object cpus) {
        set(RunOption.CPUS, cpus);
    }

    public final String getMemorySwap() {
        return get(RunOption.MEMORY_SWAP);
    }

    @DataBoundSetter
    public final void setMemorySwap(String memorySwap) {
        set(RunOption.MEMORY_SWAP, memorySwap);
    }

    public final Object getPidsLimit() {
        return get(RunOption.PIDS_LIMIT);
    }

    @DataBoundSetter
    public final void setPidsLimit(Object pidsLimit) {
        set(RunOption.PIDS_LIMIT, pidsLimit);
    }

    public final String getShmSize() {
        return get(RunOption.SHM_SIZE);
    }

    @DataBoundSetter
    public final void setShmSize(String shmSize) {
        set(RunOption.SHM_SIZE, shmSize);
    }

    public final String getTimeLimit() {
        return get(RunOption.TIME_LIMIT);
    }

    @DataBoundSetter
    public final void setTimeLimit(String timeLimit) {
        set(RunOption.TIME_LIMIT, timeLimit);
    }

    public final String getStopTimeout() {
        return get(RunOption.STOP_TIMEOUT);
    }

    @DataBoundSetter
    public final void setStopTimeout(String stopTimeout) {
        set(RunOption.STOP_TIMEOUT, stopTimeout);
    }

    public final String getNetwork() {
        return get(RunOption.NETWORK);
    }

    @DataBoundSetter
    public final void setNetwork(String network) {
        set(RunOption.NETWORK, network);
    }

    public final String getUser() {
        return get(RunOption.USER);
    }

    @DataBoundSetter
    public final void setUser(String user) {
        set(RunOption.USER, user);
    }

    public final String getPull() {
        return get(RunOption.PULL);
    }

    @DataBoundSetter
    public final void setPull(String pull) {
        set(RunOption.PULL, pull);
    }

    public final String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(String credentialsId) {
        this.credentialsId = text(credentialsId);
    }

    public final boolean isReadOnly() {
        return get(RunOption.READ_ONLY).equals("true");
    }

    @DataBoundSetter
    public final void setReadOnly(boolean readOnly) {
        set(RunOption.READ_ONLY, readOnly ? "true" : "");
    }

    public final List<String> getCapAdd() {
        return getAll(RunOption.CAP_ADD);
    }

    @DataBoundSetter
    public final void setCapAdd(List<String> capAdd) {
        setAll(RunOption.CAP_ADD, FormText.entries(capAdd));
    }

    public final List<String> getUlimits() {
        return getAll(RunOption.ULIMIT);
    }

    @DataBoundSetter
    public final void setUlimits(List<String> ulimits) {
        setAll(RunOption.ULIMIT, FormText.entries(ulimits));
    }

    public final List<String> getTmpfs() {
        return getAll(RunOption.TMPFS);
    }

    @DataBoundSetter
    public final void setTmpfs(List<String> tmpfs) {
        setAll(RunOption.TMPFS, FormText.entries(tmpfs));
    }

    public final List<String> getVolumes() {
        return getAll(RunOption.VOLUME);
    }

    @DataBoundSetter
    public final void setVolumes(List<String> volumes) {
        setAll(RunOption.VOLUME, FormText.entries(volumes));
    }
}
