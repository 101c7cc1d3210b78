package io.jenkins.plugins.dockereventwatch.text;

import java.io.Serializable;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** A value that a user entered is invalid. The message is for the user, in English; {@link #message} translates it. */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String kind;
    private final Serializable[] arguments;

    /**
     * Creates the exception.
     *
     * @param kind the key of the message in the resource bundle of this class
     * @param arguments texts, and reasons as exceptions of this class
     */
    public InvalidValueException(String kind, Serializable... arguments) {
        super(text(Locale.ROOT, kind, arguments));
        this.kind = kind;
        this.arguments = arguments.clone();
    }

    /** Returns the message in a language; in English if there is no translation. */
    public String message(Locale language) {
        return text(language, kind, arguments);
    }

    private static String text(Locale language, String kind, Serializable... arguments) {
        ResourceBundle texts = ResourceBundle.getBundle(
                InvalidValueException.class.getName(),
                language,
                InvalidValueException.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Object[] shown = Arrays.stream(arguments)
                .map(each -> each instanceof InvalidValueException reason ? reason.message(language) : each)
                .toArray();
        return MessageFormat.format(texts.getString(kind), shown);
    }
}
