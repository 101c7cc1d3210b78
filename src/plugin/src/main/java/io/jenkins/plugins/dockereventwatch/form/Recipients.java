package io.jenkins.plugins.dockereventwatch.form;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Mail addresses as they are entered: any number, with commas or blanks between them. */
public final class Recipients {

    private Recipients() {}

    /**
     * The addresses, each once, in order.
     *
     * @throws IllegalArgumentException if one is none
     */
    public static List<String> parse(String text) {
        List<String> addresses = new ArrayList<>();
        for (String part : FormText.trimmed(text).split("[,;\\s]+")) {
            if (!part.isEmpty()) {
                addresses.add(address(part));
            }
        }
        return List.copyOf(new LinkedHashSet<>(addresses));
    }

    private static String address(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (text.contains("@")) {
                return address.getAddress();
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(Messages.Recipients_NoAddress(text));
        }
        throw new IllegalArgumentException(Messages.Recipients_NoAddress(text));
    }

    /** The bare address of one with a name, such as {@code Jenkins <jenkins@example.org>}. */
    public static String bare(String text) {
        try {
            return address(new InternetAddress(FormText.trimmed(text), true).getAddress());
        } catch (AddressException e) {
            throw new IllegalArgumentException(Messages.Recipients_NoAddress(text));
        }
    }
}
