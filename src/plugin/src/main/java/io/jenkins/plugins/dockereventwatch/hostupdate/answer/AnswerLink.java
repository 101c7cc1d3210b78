package io.jenkins.plugins.dockereventwatch.hostupdate.answer;

import io.jenkins.plugins.dockereventwatch.reminder.LinkedAnswerRepository;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A link in a reminder. Its token is readable but signed, so that it cannot be forged.
 *
 * @param kind the answer
 * @param host the name of the host
 * @param week the week of the reminder
 * @param expires when the link becomes invalid, in whole seconds
 */
public record AnswerLink(Kind kind, String host, String week, Instant expires) {

    private static final String FORMAT = "1";
    private static final int MAX_TOKEN_LENGTH = 4000;

    /** The answer that a link gives. */
    public enum Kind {
        DONE,
        SNOOZE
    }

    /** Computes the signature of a link. */
    @FunctionalInterface
    public interface Signer {

        /** Returns the signature of the bytes. */
        byte[] sign(byte[] content);
    }

    /** Returns the token for a URL: letters, digits, minus, underscore, and one dot. */
    public String token(Signer signer) {
        byte[] content = String.join("\n", FORMAT, kind.name(), week, Long.toString(expires.getEpochSecond()), host)
                .getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(content) + "." + encoder.encodeToString(signer.sign(content));
    }

    /** Returns the link that a token represents, or empty if the token is not valid. */
    public static Optional<AnswerLink> of(String token, Signer signer) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] claimed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            // Constant time, so that a signature cannot be guessed from the duration.
            return MessageDigest.isEqual(signer.sign(content), claimed) ? read(content) : Optional.empty();
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

    /** Returns the record of using the link. The stored record is not sufficient to create the link. */
    public LinkedAnswerRepository.Use use(Signer signer) {
        return new LinkedAnswerRepository.Use(Digest.of(token(signer)), host, expires);
    }
}
