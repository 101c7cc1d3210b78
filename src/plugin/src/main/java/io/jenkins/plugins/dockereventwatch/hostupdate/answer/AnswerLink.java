package io.jenkins.plugins.dockereventwatch.hostupdate.answer;

import io.jenkins.plugins.dockereventwatch.reminder.LinkedAnswerRepository;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a link in a reminder stands for. Its token tells that openly; nobody else can make one, since it is signed.
 *
 * @param kind what it says
 * @param host of which host
 * @param week of which week's reminder
 * @param expires when it is believed no more, in whole seconds
 */
public record AnswerLink(Kind kind, String host, String week, Instant expires) {

    private static final String FORMAT = "1";
    private static final int LONGEST = 4000;

    /** What a link says. */
    public enum Kind {
        DONE,
        SNOOZE
    }

    /**
     * For an address: letters, digits, minus, underscore, and one dot.
     *
     * @param signature makes a signature of bytes
     */
    public String token(UnaryOperator<byte[]> signature) {
        byte[] content = String.join("\n", FORMAT, kind.name(), week, Long.toString(expires.getEpochSecond()), host)
                .getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(content) + "." + encoder.encodeToString(signature.apply(content));
    }

    /** What a token stands for; empty: it is not ours. */
    public static Optional<AnswerLink> of(String token, UnaryOperator<byte[]> signature) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] claimed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            // Takes as long for every wrong signature.
            return MessageDigest.isEqual(signature.apply(content), claimed) ? read(content) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AnswerLink> read(byte[] content) {
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", 5);
        if (lines.length < 5 || !lines[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            Instant expires = Instant.ofEpochSecond(Long.parseLong(lines[3]));
            return Stream.of(Kind.values())
                    .filter(kind -> kind.name().equals(lines[1]))
                    .findFirst()
                    .map(kind -> new AnswerLink(kind, lines[4], lines[2], expires));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Following it. What is remembered of it does not let anyone make it. */
    public LinkedAnswerRepository.Use use(UnaryOperator<byte[]> signature) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(token(signature).getBytes(StandardCharsets.US_ASCII));
            return new LinkedAnswerRepository.Use(HexFormat.of().formatHex(digest), host, expires);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
