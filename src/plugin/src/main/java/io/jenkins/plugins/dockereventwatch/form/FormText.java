package io.jenkins.plugins.dockereventwatch.form;

import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jvnet.localizer.LocaleProvider;

/** Converts submitted form values. Null is treated as empty by every method. */
public final class FormText {

    private FormText() {}

    /** Returns the message of an error, in the language of the current user if there is a translation. */
    public static String message(Throwable error) {
        return error instanceof InvalidValueException invalid
                ? invalid.message(LocaleProvider.getLocale())
                : error.getMessage();
    }

    /** Returns the text without leading and trailing white space. */
    public static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * Returns the trimmed text of a required field.
     *
     * @param field the field's name, for the error
     * @throws IllegalArgumentException if the text is blank
     */
    public static String required(String field, String text) {
        if (trimmed(text).isEmpty()) {
            throw new IllegalArgumentException(Messages.FormText_Missing(field));
        }
        return text.strip();
    }

    /**
     * Returns the constant with the given string representation.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E>> E constant(List<E> constants, String text) {
        return constants.stream()
                .filter(constant -> constant.toString().equals(trimmed(text)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.FormText_NotAllowed(
                        trimmed(text), constants.stream().map(Object::toString).collect(Collectors.joining(", ")))));
    }

    /**
     * Returns the time zone; that of this Jenkins if the text is empty.
     *
     * @throws IllegalArgumentException if there is no such time zone
     */
    public static ZoneId zone(String text) {
        return text.isEmpty() ? ZoneId.systemDefault() : CronSchedule.zone(text);
    }

    /** Returns the names in a comma-separated list, each once, in order. */
    public static Set<String> names(String text) {
        return Arrays.stream(trimmed(text).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the text with line feeds as line separators, and without trailing white space on any line. */
    public static String normalized(String text) {
        return text == null
                ? ""
                : text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .stripTrailing();
    }

    /** Returns the text with line feeds as line separators and otherwise unchanged. */
    public static String withLineFeeds(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Returns the trimmed, non-blank lines of a text area. */
    public static List<String> lines(String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** Returns the content of a text area with one entry per line. */
    public static String joined(List<String> entries) {
        return String.join("\n", entries);
    }

    /**
     * Returns the trimmed, non-blank entries of a list, in a list that XStream can serialize.
     *
     * @throws IllegalArgumentException if an entry is invalid
     */
    public static List<String> entries(List<String> entries, FormChecks.TextCheck check) {
        List<String> checked = lines(entries == null ? null : joined(entries));
        checked.forEach(check::check);
        return new ArrayList<>(checked);
    }

    /** Returns the trimmed, non-blank entries of a list, in a list that XStream can serialize. */
    public static List<String> entries(List<String> entries) {
        return entries(entries, entry -> {});
    }

    /** Replaces the text of each given text area in a submitted form by the list of its lines. */
    public static void bindLines(JSONObject form, List<String> fields) {
        fields.forEach(field -> form.element(field, lines(form.optString(field))));
    }
}
