package io.jenkins.plugins.dockereventwatch.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** A value that a user entered is invalid. The message is for the user, in English; {@link #message} translates it. */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String kind;
    private final String[] arguments;

    /** @param kind the key of the message in the resource bundle of this class */
    public InvalidValueException(String kind, String... arguments) {
        super(text(Locale.ROOT, kind, arguments));
        this.kind = kind;
        this.arguments = arguments.clone();
    }

    /** Returns the message in a language; in English if there is no translation. */
    public String message(Locale language) {
        return text(language, kind, arguments);
    }

    private static String text(Locale language, String kind, String... arguments) {
        ResourceBundle texts = ResourceBundle.getBundle(
                InvalidValueException.class.getName(),
                language,
                InvalidValueException.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return MessageFormat.format(texts.getString(kind), (Object[]) arguments);
    }
}
