package io.jenkins.plugins.dockereventwatch.form;

import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.sf.json.JSONObject;

/** A list that a form shows as a text area, one entry a line. */
public final class Lines {

    private static final int MOST_PROBLEMS = 10;

    private Lines() {}

    /** The entries of a text area: without blanks around them and without empty lines; null has none. */
    public static List<String> of(String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** What a text area shows of a list. */
    public static String text(List<String> entries) {
        return String.join("\n", entries);
    }

    /** Makes lists of a submitted form's text areas, as the setters want them. */
    public static void bind(JSONObject form, List<String> fields) {
        fields.forEach(field -> form.element(field, of(form.optString(field))));
    }

    /** Checks a list as its setter gets it: entries stripped, empty ones left out; null is empty. */
    public static List<String> checked(List<String> entries, Consumer<String> check) {
        List<String> checked = of(entries == null ? null : text(entries));
        checked.forEach(check);
        return new ArrayList<>(checked);
    }

    /**
     * Checks a text area as typed.
     *
     * @param check throws an {@link IllegalArgumentException} that says what is wrong with an entry
     */
    public static FormValidation validation(String text, Consumer<String> check) {
        List<String> problems = new ArrayList<>();
        for (String entry : of(text)) {
            try {
                check.accept(entry);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        return problems.isEmpty()
                ? FormValidation.ok()
                : FormValidation.error(
                        String.join("\n", problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS))));
    }
}
