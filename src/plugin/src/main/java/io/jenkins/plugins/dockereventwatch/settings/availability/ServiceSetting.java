package io.jenkins.plugins.dockereventwatch.settings.availability;

import hudson.Extension;
import hudson.model.Describable;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.availability.MemoryThreshold;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingDescriptor;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingSetting;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A service: containers, and when they are absent, unhealthy or near their memory limit. */
public final class ServiceSetting extends AlertingSetting implements Describable<ServiceSetting> {

    public final String name;

    public final ServiceSelection selection;

    /** The name or label by which the containers are selected, for example the name of the container. */
    public final String value;

    private String absentFor = DurationText.of(ServiceSettings.ABSENT_FOR);
    private String unhealthyFor = DurationText.of(ServiceSettings.UNHEALTHY_FOR);
    private String memoryAbove = "";
    private String memoryFor = DurationText.of(MemoryThreshold.LASTING);

    /** Creates a service that is monitored for absence and health; a null selection is {@code CONTAINER}. */
    @DataBoundConstructor
    public ServiceSetting(String name, ServiceSelection selection, String value) {
        this.name = FormText.trimmed(name);
        this.selection = selection == null ? ServiceSelection.CONTAINER : selection;
        this.value = FormText.trimmed(value);
    }

    /** Creates the setting that corresponds to a service of the engine. */
    public static ServiceSetting of(ServiceSettings service) {
        ServiceSelector selector = service.selector();
        ServiceSetting setting =
                new ServiceSetting(service.name(), ServiceSelection.of(selector.kind()), selector.value());
        setting.absentFor = DurationText.orNever(service.absentFor());
        setting.unhealthyFor = DurationText.orNever(service.unhealthyFor());
        service.memory().ifPresent(memory -> {
            setting.memoryAbove = memory.percent() + "%";
            setting.memoryFor = DurationText.of(memory.lasting());
        });
        setting.setChannels(String.join(", ", service.notifiers()));
        return setting;
    }

    /** Returns how long the service may be absent, for example {@code 1m}; {@code never}: no alert. */
    public String getAbsentFor() {
        return absentFor;
    }

    /** Sets how long the service may be absent; empty as {@code never}. */
    @DataBoundSetter
    public void setAbsentFor(String absentFor) {
        this.absentFor = orNever(absentFor);
    }

    /** Returns how long a container may be unhealthy, for example {@code 2m}; {@code never}: no alert. */
    public String getUnhealthyFor() {
        return unhealthyFor;
    }

    /** Sets how long a container may be unhealthy; empty as {@code never}. */
    @DataBoundSetter
    public void setUnhealthyFor(String unhealthyFor) {
        this.unhealthyFor = orNever(unhealthyFor);
    }

    /** Returns the percentage of its memory limit that a container may use, for example {@code 90%}; empty for all. */
    public String getMemoryAbove() {
        return memoryAbove;
    }

    @DataBoundSetter
    public void setMemoryAbove(String memoryAbove) {
        this.memoryAbove = FormText.trimmed(memoryAbove);
    }

    /** Returns how long a container may use more memory, for example {@code 5m}. */
    public String getMemoryFor() {
        return memoryFor;
    }

    @DataBoundSetter
    public void setMemoryFor(String memoryFor) {
        this.memoryFor = FormText.trimmed(memoryFor);
    }

    /**
     * Converts the setting to a service of the engine with the given notifiers.
     *
     * @throws IllegalArgumentException if a value is invalid
     */
    public ServiceSettings toService(List<String> notifiers) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(Messages.ServiceSetting_NoName());
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException(Messages.ServiceSetting_NoValue());
        }
        Optional<MemoryThreshold> memory = memoryAbove.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MemoryThreshold(MemoryThreshold.parsePercent(memoryAbove), DurationText.parse(memoryFor)));
        return new ServiceSettings(
                name,
                new ServiceSelector(selection.kind(), value),
                DurationText.parseOrNever(absentFor),
                DurationText.parseOrNever(unhealthyFor),
                memory,
                notifiers);
    }

    /** Returns the text; {@code never} if it is blank, which an export of Configuration as Code would omit. */
    private static String orNever(String text) {
        String trimmed = FormText.trimmed(text);
        return trimmed.isEmpty() ? DurationText.orNever(Optional.empty()) : trimmed;
    }

    @Extension
    @Symbol("monitoredService")
    public static final class DescriptorImpl extends AlertingDescriptor<ServiceSetting> {

        @Override
        public String getDisplayName() {
            return Messages.ServiceSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormChecks.required(value, Messages.ServiceSetting_NoName());
        }

        @POST
        public FormValidation doCheckValue(@QueryParameter String value) {
            return FormChecks.required(value, Messages.ServiceSetting_NoValue());
        }

        @POST
        public FormValidation doCheckAbsentFor(@QueryParameter String value) {
            return FormChecks.text(value, text -> DurationText.parseOrNever(orNever(text)));
        }

        @POST
        public FormValidation doCheckUnhealthyFor(@QueryParameter String value) {
            return FormChecks.text(value, text -> DurationText.parseOrNever(orNever(text)));
        }

        @POST
        public FormValidation doCheckMemoryAbove(@QueryParameter String value) {
            return FormChecks.text(value, text -> {
                if (!text.isEmpty()) {
                    MemoryThreshold.parsePercent(text);
                }
            });
        }

        @POST
        public FormValidation doCheckMemoryFor(@QueryParameter String value) {
            return checkDuration(value);
        }
    }
}
