package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a rendered mail template with several parts (RFC 2046, 5.1). Only lines that the template's author wrote
 * separate parts.
 */
final class MailParts implements TemplateOutput {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"\\\\]{1,70})\"|([^\\s;\"]{1,70}))");

    /** Parts that say the same in different formats, of which the reader sees one. */
    private static final String ALTERNATIVE = "multipart/alternative";

    private final boolean alternative;
    private final Optional<String> delimiter;
    private final List<MailText> parts = new ArrayList<>();

    /** The current line as far as the template's author wrote it; empty if it is known to be part of the text. */
    private final StringBuilder line = new StringBuilder();

    private boolean lineIsText;
    private boolean ended;

    /** @param contentType a content type of several parts */
    MailParts(String contentType) {
        alternative = contentType.toLowerCase(Locale.ROOT).startsWith(ALTERNATIVE);
        Matcher boundary = BOUNDARY.matcher(contentType);
        delimiter = boundary.find()
                ? Optional.of("--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1)))
                : Optional.empty();
    }

    @Override
    public void literal(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            line.append(text, start, end + 1);
            endLine();
            start = end + 1;
        }
        line.append(text, start, text.length());
    }

    @Override
    public void value(String text, String escapedBy) {
        passLine();
        lineIsText = true;
        if (isInPart()) {
            last().value(text, escapedBy);
        }
    }

    private void endLine() {
        String written = line.toString().stripTrailing();
        if (lineIsText || delimiter.isEmpty() || !written.startsWith(delimiter.get())) {
            passLine();
        } else if (written.equals(delimiter.get())) {
            parts.add(new MailText());
            line.setLength(0);
        } else if (written.equals(delimiter.get() + "--")) {
            ended = true;
            line.setLength(0);
        } else {
            passLine();
        }
        lineIsText = false;
    }

    private void passLine() {
        if (isInPart()) {
            last().literal(line.toString());
        }
        line.setLength(0);
    }

    private boolean isInPart() {
        return !parts.isEmpty() && !ended;
    }

    private MailText last() {
        return parts.get(parts.size() - 1);
    }

    /**
     * Returns the text, the HTML or both.
     *
     * @throws InvalidValueException if the mail cannot be sent as the template describes it
     */
    MailContent content() {
        endLine();
        if (delimiter.isEmpty() || parts.isEmpty()) {
            throw new InvalidValueException("mail-template-boundary");
        }
        List<MailContent> texts =
                parts.stream().filter(MailText::isText).map(MailText::content).toList();
        List<String> plain =
                texts.stream().flatMap(each -> each.text().stream()).toList();
        List<String> html = texts.stream().flatMap(each -> each.html().stream()).toList();
        boolean isOneText = texts.size() == 1 || alternative && plain.size() == 1 && html.size() == 1;
        if (texts.size() < parts.size() || !isOneText) {
            throw new InvalidValueException("mail-template-parts");
        }
        return new MailContent(plain.stream().findFirst(), html.stream().findFirst(), Optional.empty());
    }
}
