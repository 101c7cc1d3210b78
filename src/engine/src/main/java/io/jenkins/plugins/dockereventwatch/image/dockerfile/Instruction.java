package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One instruction of a Dockerfile, with continued lines joined.
 *
 * @param line the number of its first line, from 1
 * @param keyword the keyword in upper case
 * @param flags the options, such as {@code --from=x}, without quotation marks
 * @param rest the text after the options
 */
record Instruction(int line, String keyword, List<String> flags, String rest) {

    /** Parses an instruction as BuildKit does. */
    static Instruction of(int line, String text) {
        String[] parts = GoSpace.trim(text).split("(?=[\\t\\x0B\\f\\r ])", 2);
        String arguments = parts.length < 2 ? "" : GoSpace.trim(parts[1]);
        return flagged(line, parts[0].toUpperCase(Locale.ROOT), arguments);
    }

    private static Instruction flagged(int line, String keyword, String text) {
        List<String> flags = new ArrayList<>();
        int at = 0;
        while (text.startsWith("--", at)) {
            StringBuilder flag = new StringBuilder();
            char quote = 0;
            while (at < text.length() && (quote != 0 || !GoSpace.isSpace(text.charAt(at)))) {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length()) {
                    flag.append(text.charAt(at++));
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (c == quote) {
                    quote = 0;
                } else {
                    flag.append(c);
                }
            }
            while (at < text.length() && GoSpace.isSpace(text.charAt(at))) {
                at++;
            }
            if (flag.toString().equals("--")) {
                break;
            }
            flags.add(flag.toString());
        }
        return new Instruction(line, keyword, List.copyOf(flags), text.substring(at));
    }

    /** Returns the values of an option: {@code x} of {@code --from=x}, or of {@code --from x}, which some builders accept. */
    List<String> flags(String name) {
        String front = "--" + name + "=";
        List<String> values = new ArrayList<>();
        for (String flag : flags) {
            if (flag.startsWith(front)) {
                values.add(flag.substring(front.length()));
            }
        }
        if (!flags.isEmpty() && flags.get(flags.size() - 1).equals("--" + name)) {
            values.add(arguments()[0]);
        }
        return values;
    }

    /** Returns the words after the options; at least one, possibly empty. */
    String[] arguments() {
        return GoSpace.trim(rest).split("[\\t\\x0B\\f\\r ]+");
    }

    /** Returns the instruction inside {@code ONBUILD}. */
    Instruction nested() {
        return of(line, rest);
    }
}
