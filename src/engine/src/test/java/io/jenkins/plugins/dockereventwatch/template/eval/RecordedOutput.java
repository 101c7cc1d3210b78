package io.jenkins.plugins.dockereventwatch.template.eval;

import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import java.util.ArrayList;
import java.util.List;

/** Keeps the pieces of a rendered template. */
final class RecordedOutput implements TemplateOutput {

    /** A piece, and what it was: {@code literal}, or {@code value} with the function that escaped it. */
    record Piece(String kind, String text) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void literal(String literal) {
        pieces.add(new Piece("literal", literal));
        text.append(literal);
    }

    @Override
    public void value(String value, String escapedBy) {
        pieces.add(new Piece(escapedBy.isEmpty() ? "value" : "value " + escapedBy, value));
        text.append(value);
    }

    List<Piece> pieces() {
        return pieces;
    }

    String text() {
        return text.toString();
    }
}
