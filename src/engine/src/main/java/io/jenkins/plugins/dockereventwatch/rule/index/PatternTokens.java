package io.jenkins.plugins.dockereventwatch.rule.index;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits an RE2 pattern into characters, escapes, character classes, and counts such as {@code {2,5}}.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
public final class PatternTokens {

    private static final String ESCAPE = "\\\\(?:Q.*?(?:\\\\E|\\z)|[xpP]\\{.*?(?:\\}|\\z)|.?)";
    private static final String CLASS = "\\[\\^?\\]?(?:\\[:.*?(?::\\]|\\z)|" + ESCAPE + "|[^\\]\\\\])*\\]?";
    private static final String COUNT = "\\{[0-9]{1,4}(?:,[0-9]{0,4})?\\}";
    private static final Pattern TOKEN = Pattern.compile("(?s)" + ESCAPE + "|" + CLASS + "|" + COUNT + "|.");

    private PatternTokens() {}

    /** Returns the tokens; for an invalid pattern, the result is undefined. */
    public static List<String> of(String pattern) {
        List<String> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(pattern); matcher.find(); ) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** Returns whether a token is a count; a single brace is literal. */
    public static boolean isCount(String token) {
        return token.startsWith("{") && token.length() > 1;
    }
}
