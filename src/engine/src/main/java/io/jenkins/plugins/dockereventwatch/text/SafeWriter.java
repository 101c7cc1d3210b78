package io.jenkins.plugins.dockereventwatch.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Writes text to a terminal; replaces unsafe characters with their codes, see {@link SafeText#lines}. */
public final class SafeWriter extends FilterWriter {

    private SafeWriter(Writer out) {
        super(out);
    }

    /** Returns a printer that flushes each line. */
    public static PrintWriter printer(Writer out) {
        return new PrintWriter(new SafeWriter(out), true);
    }

    @Override
    public void write(int character) throws IOException {
        write(Character.toString((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(SafeText.lines(text.substring(offset, offset + length)));
    }
}
