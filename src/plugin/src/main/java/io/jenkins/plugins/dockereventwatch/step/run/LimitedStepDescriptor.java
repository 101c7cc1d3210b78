package io.jenkins.plugins.dockereventwatch.step.run;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImageValidation;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitedRunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The common form of the steps with limited runs. */
public abstract class LimitedStepDescriptor extends StepDescriptor {

    private final List<String> textAreas;

    /**
     * Creates a descriptor.
     *
     * @param furtherTextAreas fields of the step with one entry per line, in addition to the common ones
     */
    LimitedStepDescriptor(String... furtherTextAreas) {
        textAreas = new ArrayList<>(List.of("capAdd", "ulimits", "tmpfs", "volumes"));
        textAreas.addAll(List.of(furtherTextAreas));
    }

    @Override
    public final String argumentsToString(Map<String, Object> arguments) {
        return String.valueOf(arguments.get("image"));
    }

    @Override
    public final Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        FormText.bindLines(form, textAreas);
        return super.newInstance(request, form);
    }

    /** Returns the entries as lines for a text area; null gives an empty text. */
    public final String lines(List<String> entries) {
        return entries == null ? "" : FormText.joined(entries);
    }

    public final ListBoxModel doFillPullItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.LimitedStep_PullMissing(), "");
        items.add(Messages.LimitedStep_PullAlways(), "always");
        items.add(Messages.LimitedStep_PullNever(), "never");
        return items;
    }

    /** Returns the selectable credentials with user name and password. */
    @POST
    public final ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String credentialsId) {
        StandardListBoxModel model = new StandardListBoxModel();
        String current = FormText.trimmed(credentialsId);
        if (item == null || !item.hasPermission(Item.CONFIGURE)) {
            return model.includeCurrentValue(current);
        }
        return model.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        item,
                        StandardUsernamePasswordCredentials.class,
                        List.of(),
                        CredentialsMatchers.always())
                .includeCurrentValue(current);
    }

    /** Validates the image against the image policy. */
    @POST
    public final FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        if (!FormChecks.isConfigurable(item)) {
            return FormValidation.ok();
        }
        return value == null || value.isBlank()
                ? FormValidation.error(Messages.LimitedStep_NoImage())
                : ImageValidation.check(List.of(value.strip()));
    }

    @POST
    public final FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.MEMORY, value);
    }

    @POST
    public final FormValidation doCheckCpus(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.CPUS, value);
    }

    @POST
    public final FormValidation doCheckMemorySwap(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.MEMORY_SWAP, value);
    }

    @POST
    public final FormValidation doCheckPidsLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.PIDS_LIMIT, value);
    }

    @POST
    public final FormValidation doCheckShmSize(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.SHM_SIZE, value);
    }

    @POST
    public final FormValidation doCheckTimeLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.TIME_LIMIT, value);
    }

    @POST
    public final FormValidation doCheckOutputLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.OUTPUT_LIMIT, value);
    }

    @POST
    public final FormValidation doCheckStopTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, RunOption.STOP_TIMEOUT, value);
    }

    /** Validates a value. The maximum of the agent's host is only checked on the agent. */
    private static FormValidation check(Item item, RunOption option, String value) {
        if (!FormChecks.isConfigurable(item)) {
            return FormValidation.ok();
        }
        if (value == null || value.isBlank()) {
            return LimitedRunConfiguration.get().needs(option)
                    ? FormValidation.error(Messages.LimitedStep_Needed(option.key()))
                    : FormValidation.ok();
        }
        return FormChecks.eachLine(value, option::check);
    }
}
