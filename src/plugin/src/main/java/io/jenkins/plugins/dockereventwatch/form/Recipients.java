package io.jenkins.plugins.dockereventwatch.form;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Parses lists of mail addresses, separated by commas or white space. */
public final class Recipients {

    private Recipients() {}

    /**
     * Returns the addresses, each once, in order.
     *
     * @throws IllegalArgumentException if an address is invalid
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

    /** Returns the address without the display name, as in {@code Jenkins <jenkins@example.org>}. */
    public static String bare(String text) {
        try {
            return address(new InternetAddress(FormText.trimmed(text), true).getAddress());
        } catch (AddressException e) {
            throw new IllegalArgumentException(Messages.Recipients_NoAddress(text));
        }
    }
}
