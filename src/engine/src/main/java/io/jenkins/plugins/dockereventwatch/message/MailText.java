package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rendered mail template: headers, empty line, body. An event's value can neither end a header line nor name a header:
 * a line whose name contains a value is ignored. Values are escaped in a body that the template declares as HTML.
 */
public final class MailText implements TemplateOutput {

    private static final String HTML = "text/html";

    private final StringBuilder head = new StringBuilder();
    private final BitSet fromValue = new BitSet();
    private final StringBuilder body = new StringBuilder();
    private boolean inBody;
    private boolean html;

    @Override
    public void literal(String text) {
        int at = 0;
        while (!inBody && at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\n' && (head.isEmpty() || head.charAt(head.length() - 1) == '\n')) {
                startBody();
            } else if (c != '\r') {
                head.append(c);
            }
        }
        body.append(text, at, text.length());
    }

    private void startBody() {
        inBody = true;
        html = headers().stream()
                .anyMatch(header -> header.hasName("Content-Type")
                        && header.value().toLowerCase(Locale.ROOT).startsWith(HTML));
    }

    @Override
    public void value(String text, String escapedBy) {
        if (inBody) {
            body.append(html && !escapedBy.equals("html") ? Html.escape(text) : text);
            return;
        }
        fromValue.set(head.length(), head.length() + text.length());
        head.append(SafeText.oneLine(text));
    }

    /** Returns the headers in order; empty if the text does not start with a header. */
    public List<MailHeader> headers() {
        List<MailHeader> headers = new ArrayList<>();
        int start = 0;
        while (start < head.length()) {
            int end = head.indexOf("\n", start);
            end = end < 0 ? head.length() : end;
            addHeader(start, end, headers);
            start = end + 1;
        }
        return headers;
    }

    private void addHeader(int start, int end, List<MailHeader> headers) {
        boolean continued = head.charAt(start) == ' ' || head.charAt(start) == '\t';
        if (continued && !headers.isEmpty()) {
            MailHeader last = headers.remove(headers.size() - 1);
            headers.add(new MailHeader(
                    last.name(), last.value() + " " + head.substring(start, end).strip()));
            return;
        }
        int colon = head.indexOf(":", start);
        if (colon > start && colon < end && isName(start, colon)) {
            headers.add(new MailHeader(
                    head.substring(start, colon), head.substring(colon + 1, end).strip()));
        }
    }

    /** Returns whether this is a header's name (RFC 5322, 2.2), written by the template's author including the colon. */
    private boolean isName(int start, int colon) {
        int value = fromValue.nextSetBit(start);
        if (value >= 0 && value <= colon) {
            return false;
        }
        return head.substring(start, colon).chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** Returns the text after the headers; the whole text if it does not start with a header. */
    public MailContent content() {
        Optional<String> text = Optional.of(
                headers().isEmpty() ? head + (inBody && !head.isEmpty() ? "\n" : "") + body : body.toString());
        return html
                ? new MailContent(Optional.empty(), text, Optional.empty())
                : new MailContent(text, Optional.empty(), Optional.empty());
    }
}
