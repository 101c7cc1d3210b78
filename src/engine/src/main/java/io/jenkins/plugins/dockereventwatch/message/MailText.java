package io.jenkins.plugins.dockereventwatch.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A rendered mail template, or a part of it: headers, empty line, body. An event's value can neither end a header line nor
 * name a header: a line whose name contains a value is ignored. Values are escaped in a body that the template declares as
 * HTML.
 */
public final class MailText implements TemplateOutput {

    private static final String TYPE = "Content-Type";
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";
    private static final String SEVERAL_PARTS = "multipart/";

    /** The encodings of bodies that are sent as they are written. */
    private static final Set<String> UNENCODED = Set.of("7bit", "8bit", "binary");

    private final StringBuilder head = new StringBuilder();
    private final BitSet fromValue = new BitSet();
    private final StringBuilder body = new StringBuilder();
    private boolean inBody;
    private String type = PLAIN;
    private Optional<MailParts> parts = Optional.empty();

    /**
     * Checks that mails can be composed by a template, as far as that does not depend on the event.
     *
     * @throws InvalidValueException if not
     */
    public static void check(Template template) {
        MailText text = new MailText();
        try {
            template.render(TemplateData.of(PendingMessage.of(sample()), ZoneOffset.UTC), text);
        } catch (TemplateException e) {
            // It may only lack a field of the sample.
            return;
        }
        text.content();
    }

    private static Alert sample() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("scope", "local");
        json.putObject("Actor")
                .put("ID", "0")
                .putObject("Attributes")
                .put("image", "image")
                .put("name", "name")
                .put("exitCode", "1");
        return Alert.of(DockerEvent.of(json, DockerEvent.Origin.STREAM), "host", List.of("rule"), "notifier");
    }

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
        String rest = text.substring(at);
        parts.ifPresentOrElse(several -> several.literal(rest), () -> body.append(rest));
    }

    private void startBody() {
        inBody = true;
        String declared = header(TYPE);
        type = declared.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (type.startsWith(SEVERAL_PARTS)) {
            parts = Optional.of(new MailParts(declared));
        }
    }

    private String header(String name) {
        return headers().stream()
                .filter(header -> header.hasName(name))
                .map(MailHeader::value)
                .findFirst()
                .orElse("");
    }

    /** Returns whether this is a text to be shown, written without an encoding. */
    boolean isText() {
        String encoding = header("Content-Transfer-Encoding").toLowerCase(Locale.ROOT);
        return (type.isEmpty() || type.equals(PLAIN) || type.equals(HTML))
                && (encoding.isEmpty() || UNENCODED.contains(encoding))
                && !header("Content-Disposition").toLowerCase(Locale.ROOT).startsWith("attachment");
    }

    @Override
    public void value(String text, String escapedBy) {
        if (parts.isPresent()) {
            parts.get().value(text, escapedBy);
            return;
        }
        if (inBody) {
            body.append(type.equals(HTML) && !escapedBy.equals("html") ? Html.escape(text) : text);
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

    /**
     * Returns the text after the headers; the whole text if it does not start with a header.
     *
     * @throws InvalidValueException if it has parts that cannot be sent as the template describes them
     */
    public MailContent content() {
        if (parts.isPresent()) {
            return parts.get().content();
        }
        Optional<String> text = Optional.of(
                headers().isEmpty() ? head + (inBody && !head.isEmpty() ? "\n" : "") + body : body.toString());
        return type.equals(HTML)
                ? new MailContent(Optional.empty(), text, Optional.empty())
                : new MailContent(text, Optional.empty(), Optional.empty());
    }
}
