package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.RuleCheck;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A condition of a rule. */
public final class ConditionSetting implements Describable<ConditionSetting> {

    private static final String ATTRIBUTES = "Actor.Attributes.";

    /** The fields of an event that are not attributes. A name that begins differently is an attribute. */
    private static final Set<String> TOP_LEVEL = Set.of(
            "status",
            "id",
            "from",
            "Type",
            "Action",
            "Actor",
            "scope",
            "time",
            "timeNano",
            "planned",
            // added by the watch, for silences
            "dockerHostLabel",
            "notificationTitle",
            "notifier");

    /** A dotted path to a field of the event, or the name of an attribute or label of the container. */
    public final String field;

    public final ConditionOperator operator;

    /** The values, one per line. */
    public final String values;

    /** Creates a condition; a null operator is {@code IS_ANY_OF}. */
    @DataBoundConstructor
    public ConditionSetting(String field, ConditionOperator operator, String values) {
        this.field = FormText.trimmed(field);
        this.operator = operator == null ? ConditionOperator.IS_ANY_OF : operator;
        this.values = FormText.normalized(values);
    }

    Condition toCondition() {
        List<String> list = values.lines().filter(line -> !line.isEmpty()).toList();
        if (list.isEmpty()) {
            throw new IllegalArgumentException(Messages.ConditionSetting_NoValues());
        }
        if (asksPolicyAsInConfigYml(field) && operator != ConditionOperator.IMAGE_VERDICT_ANY_OF) {
            throw new IllegalArgumentException(Messages.ConditionSetting_AskPolicyOfImage());
        }
        if (Suggestion.of(field, List.of("restarted_within")).isPresent()) {
            throw new IllegalArgumentException(Messages.ConditionSetting_UseRestart());
        }
        return new Condition(path(field), operator.operator(), Condition.Quantifier.ANY, list);
    }

    /**
     * Returns why no event meets the condition, for the user.
     *
     * @param ofField whether to check the field, or the values
     */
    List<String> problems(boolean ofField) {
        // The condition may be one of a silence, whose alerts have further fields; a rule more often means the label.
        RuleCheck check = field.equals("service")
                ? RuleCheck.ofRules(EventFilters.NONE)
                : RuleCheck.ofSilences(EventFilters.NONE, Map.of());
        return check.impossible(List.of(toCondition())).stream()
                .filter(found -> found.value() < 0 == ofField)
                .map(found -> FormText.message(found.reason()))
                .toList();
    }

    /** Returns whether the field exists in config.yml only: no event has it, so the rule would never match. */
    private static boolean asksPolicyAsInConfigYml(String field) {
        return field.equals("image_policy");
    }

    /** Adds the settings that correspond to a condition of the engine: several if all of its values must match. */
    public static void add(List<ConditionSetting> conditions, Condition condition, boolean unless) {
        String field = fieldOf(condition.field());
        ConditionOperator operator = ConditionOperator.of(condition.operator(), unless);
        if (condition.quantifier() == Condition.Quantifier.ALL) {
            condition.values().forEach(value -> conditions.add(new ConditionSetting(field, operator, value)));
        } else {
            conditions.add(new ConditionSetting(field, operator, String.join("\n", condition.values())));
        }
    }

    /** Returns the path of a field. A plain name is an attribute. */
    public static FieldPath path(String field) {
        int dot = field.indexOf('.');
        String first = dot < 0 ? field : field.substring(0, dot);
        return new FieldPath(field.isEmpty() || TOP_LEVEL.contains(first) ? field : ATTRIBUTES + field);
    }

    /** Returns the form of a path that is entered in the field. */
    static String fieldOf(FieldPath path) {
        String text = path.toString();
        String attribute = text.startsWith(ATTRIBUTES) ? text.substring(ATTRIBUTES.length()) : "";
        return attribute.isEmpty() || !path(attribute).equals(path) ? text : attribute;
    }

    @Extension
    @Symbol("condition")
    public static final class DescriptorImpl extends Descriptor<ConditionSetting> {

        private static final List<String> SUGGESTED = List.of(
                "Type",
                "Action",
                "image",
                "name",
                "exitCode",
                "signal",
                "com.docker.compose.project",
                "com.docker.compose.service");

        @Override
        public String getDisplayName() {
            return Messages.ConditionSetting_DisplayName();
        }

        /** Returns the suggested fields. */
        @POST
        public ComboBoxModel doFillFieldItems() {
            return new ComboBoxModel(SUGGESTED);
        }

        @POST
        public FormValidation doCheckField(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String field = FormText.trimmed(value);
            if (field.isEmpty()) {
                return FormValidation.error(Messages.ConditionSetting_NoField());
            }
            try {
                return warning(new ConditionSetting(field, ConditionOperator.IS_ANY_OF, "1"), true);
            } catch (IllegalArgumentException e) {
                return FormValidation.error(FormText.message(e));
            }
        }

        @POST
        public FormValidation doCheckValues(
                @QueryParameter String value, @QueryParameter String operator, @QueryParameter String field) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                String path = FormText.trimmed(field).isEmpty() ? "Action" : field;
                return warning(new ConditionSetting(path, operatorNamed(operator), value), false);
            } catch (IllegalArgumentException e) {
                return FormValidation.error(FormText.message(e));
            }
        }

        private static FormValidation warning(ConditionSetting condition, boolean ofField) {
            List<String> problems = condition.problems(ofField);
            return problems.isEmpty() ? FormValidation.ok() : FormValidation.warning(String.join("\n", problems));
        }

        private static ConditionOperator operatorNamed(String name) {
            for (ConditionOperator each : ConditionOperator.values()) {
                if (each.name().equals(name)) {
                    return each;
                }
            }
            return ConditionOperator.IS_ANY_OF;
        }
    }
}
