package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The body of a mail, written as plain text and as HTML at once. Texts are put into one line, cut and escaped. */
public final class MailBody {

    private static final int LONGEST_LINE = 1000;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    /** Adds a line; in HTML, a paragraph. */
    public MailBody line(String line) {
        return add(oneLine(line) + "\n", "<p>" + Html.escape(oneLine(line)) + "</p>\n");
    }

    /** Adds an empty line to the plain text. */
    public MailBody gap() {
        return add("\n", "");
    }

    public MailBody section(String title) {
        return add("\n==== " + title + " ====\n\n", "<hr>\n<h2>" + Html.escape(title) + "</h2>\n");
    }

    /** Adds a list; nothing if it is empty. */
    public MailBody list(List<String> items) {
        items.forEach(item -> text.append("- ").append(oneLine(item)).append('\n'));
        return htmlList(items);
    }

    /** Adds a list to the HTML only; nothing if it is empty. */
    public MailBody htmlList(List<String> items) {
        return items.isEmpty()
                ? this
                : add(
                        "",
                        items.stream()
                                .map(item -> "<li>" + Html.escape(oneLine(item)) + "</li>\n")
                                .collect(Collectors.joining("", "<ul>\n", "</ul>\n")));
    }

    /** Adds a table with a header row and aligned columns; nothing if it has no rows. */
    public MailBody table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        List<List<String>> all = new ArrayList<>(List.of(header));
        rows.forEach(row -> all.add(row.stream().map(MailBody::oneLine).toList()));
        int[] widths = new int[header.size()];
        all.forEach(row -> Arrays.setAll(
                widths, column -> Math.max(widths[column], row.get(column).length())));
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column))
                        .append(" ".repeat(widths[column] - row.get(column).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return htmlTable(header, rows);
    }

    /** Adds a table to the HTML only; nothing if it has no rows. The header may be empty. */
    public MailBody htmlTable(List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            html.append("<table>\n");
            if (!header.isEmpty()) {
                row(header, "th");
            }
            rows.forEach(row -> row(row, "td"));
            html.append("</table>\n");
        }
        return this;
    }

    private void row(List<String> cells, String tag) {
        html.append("<tr>");
        cells.forEach(cell ->
                html.append('<' + tag + '>').append(Html.escape(oneLine(cell))).append("</" + tag + ">"));
        html.append("</tr>\n");
    }

    /** Adds a table of names and values. The value of the name {@code link} is a URL. */
    MailBody facts(Map<String, String> facts, String link) {
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        facts.forEach((name, value) -> text.append(name)
                .append(':')
                .append(" ".repeat(width - name.length()))
                .append(value)
                .append('\n'));
        return htmlFacts(facts, link);
    }

    /** Adds names and values to the HTML only. */
    public MailBody htmlFacts(Map<String, String> facts) {
        return htmlFacts(facts, "");
    }

    private MailBody htmlFacts(Map<String, String> facts, String link) {
        html.append("<table>\n");
        facts.forEach((name, value) -> html.append("<tr><th>")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(name.equals(link) ? Html.link(value, value) : Html.escape(oneLine(value)))
                .append("</td></tr>\n"));
        html.append("</table>\n");
        return this;
    }

    public MailBody commands(String title, List<String> commands) {
        return add(
                title + "\n  " + String.join("\n  ", commands) + "\n",
                "<p>" + Html.escape(title) + "</p>\n<pre>" + Html.escape(String.join("\n", commands)) + "</pre>\n");
    }

    public MailBody link(String label, URI address) {
        return add(label + ":\n  " + address + "\n", "<p>" + Html.link(label, address.toString()) + "</p>\n");
    }

    public MailBody append(MailBody other) {
        return add(other.text.toString(), other.html.toString());
    }

    /** Adds plain text, and the safe HTML that takes its place. */
    public MailBody add(String plain, String safeHtml) {
        text.append(plain);
        html.append(safeHtml);
        return this;
    }

    private static String oneLine(String line) {
        return SafeText.abbreviate(line, LONGEST_LINE);
    }

    /** Returns the body of a mail that starts with a heading. */
    MailContent content(String heading, Optional<String> events) {
        return new MailContent(Optional.of(heading + "\n\n" + text), Optional.of(html(heading)), events);
    }

    public String text() {
        return text.toString();
    }

    public String html(String heading) {
        return Html.page(heading, html.toString());
    }
}
