package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.HexFormat;

/** Formats strings with the verbs s, v, q, x and X. */
final class TextFormat {

    private TextFormat() {}

    /** Writes the text. Returns false if the verb does not apply to strings. */
    static boolean write(BoundedText out, FormatFlags flags, String text, int verb) {
        switch (verb) {
            case 'v' -> {
                if (flags.sharpV) {
                    quoted(out, flags, text);
                } else {
                    plain(out, flags, text);
                }
            }
            case 's' -> plain(out, flags, text);
            case 'q' -> quoted(out, flags, text);
            case 'x' -> hexadecimal(out, flags, text, HexFormat.of(), "0x");
            case 'X' -> hexadecimal(out, flags, text, HexFormat.of().withUpperCase(), "0X");
            default -> {
                return false;
            }
        }
        return true;
    }

    static void plain(BoundedText out, FormatFlags flags, String text) {
        flags.pad(out, truncated(flags, text), flags.zero);
    }

    private static String truncated(FormatFlags flags, String text) {
        if (flags.precision == FormatFlags.ABSENT || text.codePointCount(0, text.length()) <= flags.precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, flags.precision));
    }

    private static void quoted(BoundedText out, FormatFlags flags, String text) {
        String shown = truncated(flags, text);
        boolean raw = flags.sharp && Quoting.canBackquote(shown);
        flags.pad(out, raw ? "`" + shown + "`" : Quoting.quote(shown, flags.plus), flags.zero);
    }

    private static void hexadecimal(BoundedText out, FormatFlags flags, String text, HexFormat digits, String prefix) {
        byte[] bytes = Values.bytes(text);
        int length = flags.precision == FormatFlags.ABSENT ? bytes.length : Math.min(flags.precision, bytes.length);
        BoundedText hex = new BoundedText();
        for (int i = 0; i < length; i++) {
            hex.append(flags.space && i > 0 ? " " : "");
            hex.append(flags.sharp && (i == 0 || flags.space) ? prefix : "");
            hex.append(digits.toHexDigits(bytes[i]));
        }
        flags.pad(out, hex.toString(), flags.zero);
    }
}
