package io.jenkins.plugins.dockereventwatch.text;

/** Builds the HTML of mails. */
public final class Html {

    private static final String STYLE = "body{font-family:system-ui,sans-serif;line-height:1.4;margin:1em}"
            + "h1{font-size:1.15em}"
            + "table{border-collapse:collapse}"
            + "th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;overflow-wrap:anywhere}"
            + "th{font-weight:600;white-space:nowrap}"
            + "pre{background:#8881;padding:.8em;white-space:pre-wrap;overflow-wrap:anywhere}";

    private static final String HEAD = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + "<meta name=\"color-scheme\" content=\"light dark\"><style>" + STYLE + "</style></head><body>\n<h1>";

    private Html() {}

    /**
     * Returns a page.
     *
     * @param heading the heading as plain text
     * @param body the HTML after the heading
     */
    public static String page(String heading, String body) {
        return HEAD + escape(heading) + "</h1>\n" + body + "</body></html>\n";
    }

    public static String link(String text, String address) {
        return "<a href=\"" + escape(address) + "\">" + escape(text) + "</a>";
    }

    /** Escapes a text for HTML elements and quoted attributes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
