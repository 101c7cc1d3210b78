package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lines and tables, as plain text and as HTML. Names and troubles come from outside: each stays in its cell. */
final class HeartbeatPage {

    private static final int LONGEST_CELL = 300;

    private final String heading;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    HeartbeatPage(String heading) {
        this.heading = heading;
        text.append(heading).append(".\n\n");
    }

    void line(String line) {
        text.append(cell(line)).append("\n\n");
        html.append("<p>").append(Html.escape(cell(line))).append("</p>\n");
    }

    /** A list; nothing where it is empty. */
    void lines(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        lines.forEach(line -> text.append("- ").append(cell(line)).append('\n'));
        text.append('\n');
        html.append("<ul>\n");
        lines.forEach(
                line -> html.append("<li>").append(Html.escape(cell(line))).append("</li>\n"));
        html.append("</ul>\n");
    }

    /** A table; nothing where it has no rows. */
    void table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        rows.forEach(row -> all.add(row.stream().map(HeartbeatPage::cell).toList()));
        int[] widths = new int[head.size()];
        for (List<String> row : all) {
            Arrays.setAll(
                    widths, column -> Math.max(widths[column], row.get(column).length()));
        }
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column))
                        .append(" ".repeat(widths[column] - row.get(column).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
        html.append("<table>\n");
        for (int i = 0; i < all.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            html.append("<tr>");
            all.get(i)
                    .forEach(cell -> html.append('<' + tag + '>')
                            .append(Html.escape(cell))
                            .append("</" + tag + ">"));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static String cell(String text) {
        return SafeText.abbreviate(text, LONGEST_CELL);
    }

    String text() {
        return text.toString().stripTrailing() + "\n";
    }

    Optional<String> html() {
        return Optional.of(Html.page(heading + ".", html.toString()));
    }
}
