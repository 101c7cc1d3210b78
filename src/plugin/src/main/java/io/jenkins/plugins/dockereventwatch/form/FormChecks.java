package io.jenkins.plugins.dockereventwatch.form;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;

/** Validates form fields while an administrator types. Every check requires {@link Jenkins#ADMINISTER}. */
public final class FormChecks {

    private static final int MAX_PROBLEMS = 10;

    private FormChecks() {}

    /**
     * Runs a check.
     *
     * @param check throws an {@link IllegalArgumentException} with the message to show
     */
    public static FormValidation check(Runnable check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /**
     * Checks the trimmed text.
     *
     * @param check throws an {@link IllegalArgumentException} with the message to show
     */
    public static FormValidation text(String text, Consumer<String> check) {
        return check(() -> check.accept(FormText.trimmed(text)));
    }

    /** Checks that the text is not blank; shows the given message otherwise. */
    public static FormValidation required(String text, String message) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormText.trimmed(text).isEmpty() ? FormValidation.error(message) : FormValidation.ok();
    }

    /** Checks that the text is not blank. */
    public static FormValidation required(String text) {
        return required(text, Messages.FormChecks_Required());
    }

    /** Checks that the text is a number in a range. */
    public static FormValidation number(String text, int min, int max) {
        return text(text, digits -> {
            if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) < min || Integer.parseInt(digits) > max) {
                throw new IllegalArgumentException(Messages.FormText_Range(digits, min, max));
            }
        });
    }

    /**
     * Checks each line of a text area, and shows the first ten problems.
     *
     * @param check throws an {@link IllegalArgumentException} with the message to show
     */
    public static FormValidation lines(String text, Consumer<String> check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return eachLine(text, check);
    }

    /** Checks each line like {@link #lines}, for forms of users who are not administrators. */
    public static FormValidation eachLine(String text, Consumer<String> check) {
        List<String> problems = new ArrayList<>();
        for (String line : FormText.lines(text)) {
            try {
                check.accept(line);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        return problems.isEmpty()
                ? FormValidation.ok()
                : FormValidation.error(String.join("\n", problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS))));
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
