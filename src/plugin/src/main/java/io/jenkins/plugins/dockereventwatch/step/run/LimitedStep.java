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
 * What can be asked of a limited run in a Pipeline: texts as {@code docker run} takes them. {@code cpus} and
 * {@code pidsLimit} may be written as numbers, too.
 */
public abstract class LimitedStep extends Step {

    private final String image;
    private final Map<RunOption, List<String>> asked = new EnumMap<>(RunOption.class);
    private String credentialsId = "";

    LimitedStep(String image) {
        this.image = text(image);
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString().strip();
    }

    /** All that was asked for. */
    final RunOptions options() {
        return new RunOptions(asked);
    }

    /** What was asked for of an option; empty: nothing. */
    final String get(RunOption option) {
        return asked.getOrDefault(option, List.of("")).get(0);
    }

    /** Asks for something; null or a blank text: for nothing. */
    final void set(RunOption option, Object value) {
        String text = text(value);
        setAll(option, text.isEmpty() ? List.of() : List.of(text));
    }

    private List<String> getAll(RunOption option) {
        return asked.getOrDefault(option, List.of());
    }

    private void setAll(RunOption option, List<String> values) {
        if (values.isEmpty()) {
            asked.remove(option);
        } else {
            asked.put(option, List.copyOf(values));
        }
    }

    /** The image, as {@code docker run} takes it. */
    public final String getImage() {
        return image;
    }

    /** Memory, {@code 512m}; empty: the site's default. */
    public final String getMemory() {
        return get(RunOption.MEMORY);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setMemory(String memory) {
        set(RunOption.MEMORY, memory);
    }

    /** CPUs, {@code 1.5}; empty: the site's default. */
    public final Object getCpus() {
        return get(RunOption.CPUS);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setCpus(Object cpus) {
        set(RunOption.CPUS, cpus);
    }

    /** Memory and swap together; empty: no swap. */
    public final String getMemorySwap() {
        return get(RunOption.MEMORY_SWAP);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setMemorySwap(String memorySwap) {
        set(RunOption.MEMORY_SWAP, memorySwap);
    }

    /** Processes and threads; empty: the default. */
    public final Object getPidsLimit() {
        return get(RunOption.PIDS_LIMIT);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setPidsLimit(Object pidsLimit) {
        set(RunOption.PIDS_LIMIT, pidsLimit);
    }

    /** Size of {@code /dev/shm}; empty: the default. */
    public final String getShmSize() {
        return get(RunOption.SHM_SIZE);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setShmSize(String shmSize) {
        set(RunOption.SHM_SIZE, shmSize);
    }

    /** How long it may take, {@code 1h30m}; empty: the default. */
    public final String getTimeLimit() {
        return get(RunOption.TIME_LIMIT);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setTimeLimit(String timeLimit) {
        set(RunOption.TIME_LIMIT, timeLimit);
    }

    /** What a stop grants before KILL; empty: the default. */
    public final String getStopTimeout() {
        return get(RunOption.STOP_TIMEOUT);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setStopTimeout(String stopTimeout) {
        set(RunOption.STOP_TIMEOUT, stopTimeout);
    }

    /** {@code none}, {@code bridge} or a network's name; empty: the default. */
    public final String getNetwork() {
        return get(RunOption.NETWORK);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setNetwork(String network) {
        set(RunOption.NETWORK, network);
    }

    /** User in the container; empty: the agent's. */
    public final String getUser() {
        return get(RunOption.USER);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setUser(String user) {
        set(RunOption.USER, user);
    }

    /** {@code missing}, {@code always} or {@code never}; empty: missing. */
    public final String getPull() {
        return get(RunOption.PULL);
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setPull(String pull) {
        set(RunOption.PULL, pull);
    }

    /** User name and password for the registry; empty: none. */
    public final String getCredentialsId() {
        return credentialsId;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setCredentialsId(String credentialsId) {
        this.credentialsId = text(credentialsId);
    }

    /** Whether the image's files are read-only. */
    public final boolean isReadOnly() {
        return get(RunOption.READ_ONLY).equals("true");
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setReadOnly(boolean readOnly) {
        set(RunOption.READ_ONLY, readOnly ? "true" : "");
    }

    /** Capabilities to keep; all others are dropped. */
    public final List<String> getCapAdd() {
        return getAll(RunOption.CAP_ADD);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setCapAdd(List<String> capAdd) {
        setAll(RunOption.CAP_ADD, FormText.entries(capAdd, entry -> {}));
    }

    /** Limits of the shell's {@code ulimit}, {@code nofile=1024}. */
    public final List<String> getUlimits() {
        return getAll(RunOption.ULIMIT);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setUlimits(List<String> ulimits) {
        setAll(RunOption.ULIMIT, FormText.entries(ulimits, entry -> {}));
    }

    /** Folders in memory, {@code PATH[:SIZE]}. */
    public final List<String> getTmpfs() {
        return getAll(RunOption.TMPFS);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setTmpfs(List<String> tmpfs) {
        setAll(RunOption.TMPFS, FormText.entries(tmpfs, entry -> {}));
    }

    /** Further mounts, {@code FOLDER:PATH[:ro]}. */
    public final List<String> getVolumes() {
        return getAll(RunOption.VOLUME);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setVolumes(List<String> volumes) {
        setAll(RunOption.VOLUME, FormText.entries(volumes, entry -> {}));
    }
}
