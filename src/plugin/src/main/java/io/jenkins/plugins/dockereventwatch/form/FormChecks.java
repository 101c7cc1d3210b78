package io.jenkins.plugins.dockereventwatch.form;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Validates form fields while an administrator types. Every check requires {@link Jenkins#ADMINISTER}. */
public final class FormChecks {

    private static final int MAX_PROBLEMS = 10;

    private FormChecks() {}

    /** Validates a text. */
    @FunctionalInterface
    public interface TextCheck {

        /**
         * Does nothing if the text is valid.
         *
         * @throws IllegalArgumentException with the message to show, if it is invalid
         */
        void check(String text);
    }

    /**
     * Checks the trimmed text of a field.
     */
    public static FormValidation text(String text, TextCheck check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return errorOf(FormText.trimmed(text), check).map(FormValidation::error).orElse(FormValidation.ok());
    }

    private static Optional<String> errorOf(String text, TextCheck check) {
        try {
            check.check(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(FormText.message(e));
        }
    }

    public static FormValidation recipients(String text) {
        return text(text, Recipients::parse);
    }

    /** Checks that the text is not blank; shows the given message otherwise. */
    public static FormValidation required(String text, String message) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormText.trimmed(text).isEmpty() ? FormValidation.error(message) : FormValidation.ok();
    }

    /** Checks each line of a text area, and shows the first ten problems. */
    public static FormValidation lines(String text, TextCheck check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return eachLine(text, check);
    }

    /** Checks each line like {@link #lines}, for forms of users who are not administrators. */
    public static FormValidation eachLine(String text, TextCheck check) {
        List<String> problems = FormText.lines(text).stream()
                .flatMap(line -> errorOf(line, check).stream())
                .limit(MAX_PROBLEMS)
                .toList();
        return problems.isEmpty() ? FormValidation.ok() : FormValidation.error(String.join("\n", problems));
    }

    /**
     * Returns whether a field of an item's configuration can be checked: not without an item, as in the snippet
     * generator. Requires {@link Item#CONFIGURE}.
     */
    public static boolean isConfigurable(Item item) {
        if (item != null) {
            item.checkPermission(Item.CONFIGURE);
        }
        return item != null;
    }

    /** Returns a list box with the string representations of constants. */
    public static ListBoxModel items(List<? extends Enum<?>> constants) {
        ListBoxModel items = new ListBoxModel();
        constants.forEach(constant -> items.add(constant.toString(), constant.toString()));
        return items;
    }
}
