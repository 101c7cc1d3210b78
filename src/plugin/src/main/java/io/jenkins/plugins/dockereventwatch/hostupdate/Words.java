package io.jenkins.plugins.dockereventwatch.hostupdate;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** Texts as they are entered. */
final class Words {

    private Words() {}

    /** Without blanks around it; null is empty. */
    static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** One that must be there. */
    static String required(String field, String text) {
        if (trimmed(text).isEmpty()) {
            throw new IllegalArgumentException(Messages.Words_Missing(field));
        }
        return text.strip();
    }

    /** A type's constant, as it calls itself. */
    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(trimmed(text)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        Messages.Words_NotAllowed(trimmed(text), String.join(", ", all(type)))));
    }

    private static List<String> all(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Object::toString).toList();
    }

    /** A type's constants to choose from. */
    static ListBoxModel items(Class<? extends Enum<?>> type) {
        ListBoxModel items = new ListBoxModel();
        all(type).forEach(word -> items.add(word, word));
        return items;
    }

    /**
     * Checks a text as its administrator types.
     *
     * @param check throws an {@link IllegalArgumentException} that says what is wrong with it
     */
    static FormValidation validation(String text, Consumer<String> check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.accept(trimmed(text));
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
