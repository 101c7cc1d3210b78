package io.jenkins.plugins.dockereventwatch.form;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;

/** Texts as they are entered. */
public final class Words {

    private Words() {}

    /** Without blanks around it; null is empty. */
    public static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** One that must be there. */
    public static String required(String field, String text) {
        if (trimmed(text).isEmpty()) {
            throw new IllegalArgumentException(Messages.Words_Missing(field));
        }
        return text.strip();
    }

    /** One of some constants, as they call themselves. */
    public static <E extends Enum<E>> E constant(List<E> constants, String text) {
        return constants.stream()
                .filter(constant -> constant.toString().equals(trimmed(text)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        Messages.Words_NotAllowed(trimmed(text), String.join(", ", all(constants)))));
    }

    private static List<String> all(List<? extends Enum<?>> constants) {
        return constants.stream().map(Object::toString).toList();
    }

    /** Constants to choose from. */
    public static ListBoxModel items(List<? extends Enum<?>> constants) {
        ListBoxModel items = new ListBoxModel();
        all(constants).forEach(word -> items.add(word, word));
        return items;
    }

    /**
     * Checks a text as its administrator types.
     *
     * @param check throws an {@link IllegalArgumentException} that says what is wrong with it
     */
    public static FormValidation validation(String text, Consumer<String> check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.accept(trimmed(text));
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
