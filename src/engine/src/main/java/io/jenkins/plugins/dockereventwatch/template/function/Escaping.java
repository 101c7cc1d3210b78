package io.jenkins.plugins.dockereventwatch.template.function;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Implements html, js and urlquery. */
final class Escaping {

    private Escaping() {}

    static String html(String text) {
        BoundedText out = new BoundedText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> out.append('\ufffd');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static String js(String text) {
        BoundedText out = new BoundedText();
        text.codePoints().forEach(c -> js(out, c));
        return out.toString();
    }

    private static void js(BoundedText out, int c) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\'' -> out.append("\\'");
            case '"' -> out.append("\\\"");
            case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", c));
            default -> {
                if (c < ' ' || (c >= 0x80 && !Quoting.isPrint(c))) {
                    out.append(String.format("\\u%04X", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    static String urlQuery(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return new BoundedText()
                .append(encoded.replace("*", "%2A").replace("%7E", "~"))
                .toString();
    }
}
