package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses the value of {@code RUN --mount}, a line of CSV such as {@code type=bind,from=image,target=/x}. */
final class MountOption {

    private MountOption() {}

    /** Returns the images or stages to mount from. */
    static List<String> sources(String mount) {
        List<String> sources = new ArrayList<>();
        for (String field : fields(mount)) {
            int equals = field.indexOf('=');
            if (equals > 0
                    && field.substring(0, equals).toLowerCase(Locale.ROOT).equals("from")) {
                sources.add(field.substring(equals + 1));
            }
        }
        return sources;
    }

    private static List<String> fields(String csv) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"' && quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
