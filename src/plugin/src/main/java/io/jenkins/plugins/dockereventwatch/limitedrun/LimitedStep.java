package io.jenkins.plugins.dockereventwatch.limitedrun;

import io.jenkins.plugins.dockereventwatch.form.Lines;
import io.jenkins.plugins.dockereventwatch.run.RunOption;
import io.jenkins.plugins.dockereventwatch.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What can be asked of a limited run in a Pipeline: texts as {@code docker run} takes them. {@code cpus} and
 * {@code pidsLimit} may be written as numbers, too.
 */
public abstract class LimitedStep extends Step {

    private final String image;
    private String memory = "";
    private String cpus = "";
    private String memorySwap = "";
    private String pidsLimit = "";
    private String shmSize = "";
    private String timeLimit = "";
    private String outputLimit = "";
    private String stopTimeout = "";
    private String network = "";
    private String user = "";
    private String entrypoint = "";
    private String pull = "";
    private String credentialsId = "";
    private boolean readOnly;
    private List<String> capAdd = new ArrayList<>();
    private List<String> ulimits = new ArrayList<>();
    private List<String> tmpfs = new ArrayList<>();
    private List<String> volumes = new ArrayList<>();

    LimitedStep(String image) {
        this.image = text(image);
    }

    static String text(Object value) {
        return value == null ? "" : value.toString().strip();
    }

    /** All that was asked for. */
    final RunOptions options() {
        RunOptions options = RunOptions.NONE;
        options = with(options, RunOption.MEMORY, memory);
        options = with(options, RunOption.CPUS, cpus);
        options = with(options, RunOption.MEMORY_SWAP, memorySwap);
        options = with(options, RunOption.PIDS_LIMIT, pidsLimit);
        options = with(options, RunOption.SHM_SIZE, shmSize);
        options = with(options, RunOption.TIME_LIMIT, timeLimit);
        options = with(options, RunOption.OUTPUT_LIMIT, outputLimit);
        options = with(options, RunOption.STOP_TIMEOUT, stopTimeout);
        options = with(options, RunOption.NETWORK, network);
        options = with(options, RunOption.USER, user);
        options = with(options, RunOption.ENTRYPOINT, entrypoint);
        options = with(options, RunOption.PULL, pull);
        options = with(options, RunOption.READ_ONLY, readOnly ? "true" : "");
        for (String each : capAdd) {
            options = with(options, RunOption.CAP_ADD, each);
        }
        for (String each : ulimits) {
            options = with(options, RunOption.ULIMIT, each);
        }
        for (String each : tmpfs) {
            options = with(options, RunOption.TMPFS, each);
        }
        for (String each : volumes) {
            options = with(options, RunOption.VOLUME, each);
        }
        return options;
    }

    private static RunOptions with(RunOptions options, RunOption option, String value) {
        return value.isEmpty() ? options : options.with(option, value);
    }

    /** The image, as {@code docker run} takes it. */
    public final String getImage() {
        return image;
    }

    /** Memory, {@code 512m}; empty: the site's default. */
    public final String getMemory() {
        return memory;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setMemory(String memory) {
        this.memory = text(memory);
    }

    /** CPUs, {@code 1.5}; empty: the site's default. */
    public final Object getCpus() {
        return cpus;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setCpus(Object cpus) {
        this.cpus = text(cpus);
    }

    /** Memory and swap together; empty: no swap. */
    public final String getMemorySwap() {
        return memorySwap;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setMemorySwap(String memorySwap) {
        this.memorySwap = text(memorySwap);
    }

    /** Processes and threads; empty: the default. */
    public final Object getPidsLimit() {
        return pidsLimit;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setPidsLimit(Object pidsLimit) {
        this.pidsLimit = text(pidsLimit);
    }

    /** Size of {@code /dev/shm}; empty: the default. */
    public final String getShmSize() {
        return shmSize;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setShmSize(String shmSize) {
        this.shmSize = text(shmSize);
    }

    /** How long it may take, {@code 1h30m}; empty: the default. */
    public final String getTimeLimit() {
        return timeLimit;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setTimeLimit(String timeLimit) {
        this.timeLimit = text(timeLimit);
    }

    /** How much it may print; empty: the default. */
    public final String getOutputLimit() {
        return outputLimit;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setOutputLimit(String outputLimit) {
        this.outputLimit = text(outputLimit);
    }

    /** What a stop grants before KILL; empty: the default. */
    public final String getStopTimeout() {
        return stopTimeout;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setStopTimeout(String stopTimeout) {
        this.stopTimeout = text(stopTimeout);
    }

    /** {@code none}, {@code bridge} or a network's name; empty: the default. */
    public final String getNetwork() {
        return network;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setNetwork(String network) {
        this.network = text(network);
    }

    /** User in the container; empty: the agent's. */
    public final String getUser() {
        return user;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setUser(String user) {
        this.user = text(user);
    }

    /** Replaces the image's entry point; empty: it stays. */
    public final String getEntrypoint() {
        return entrypoint;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setEntrypoint(String entrypoint) {
        this.entrypoint = text(entrypoint);
    }

    /** {@code missing}, {@code always} or {@code never}; empty: missing. */
    public final String getPull() {
        return pull;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setPull(String pull) {
        this.pull = text(pull);
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
        return readOnly;
    }

    /** Sets it. */
    @DataBoundSetter
    public final void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Capabilities to keep; all others are dropped. */
    public final List<String> getCapAdd() {
        return List.copyOf(capAdd);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setCapAdd(List<String> capAdd) {
        this.capAdd = Lines.checked(capAdd, entry -> {});
    }

    /** Limits of the shell's {@code ulimit}, {@code nofile=1024}. */
    public final List<String> getUlimits() {
        return List.copyOf(ulimits);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setUlimits(List<String> ulimits) {
        this.ulimits = Lines.checked(ulimits, entry -> {});
    }

    /** Folders in memory, {@code PATH[:SIZE]}. */
    public final List<String> getTmpfs() {
        return List.copyOf(tmpfs);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setTmpfs(List<String> tmpfs) {
        this.tmpfs = Lines.checked(tmpfs, entry -> {});
    }

    /** Further mounts, {@code FOLDER:PATH[:ro]}. */
    public final List<String> getVolumes() {
        return List.copyOf(volumes);
    }

    /** Sets them. */
    @DataBoundSetter
    public final void setVolumes(List<String> volumes) {
        this.volumes = Lines.checked(volumes, entry -> {});
    }
}
