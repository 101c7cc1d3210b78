package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

/**
 * A word, text or sign of Groovy.
 *
 * @param kind what it is
 * @param text a word or sign as it stands; a text's content
 * @param line from 1 on
 * @param column from 1 on
 */
record GroovyToken(Kind kind, String text, int line, int column) {

    enum Kind {
        WORD,
        TEXT,
        /** A text with variables in it. */
        TEMPLATE,
        SIGN
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.TEMPLATE;
    }
}
