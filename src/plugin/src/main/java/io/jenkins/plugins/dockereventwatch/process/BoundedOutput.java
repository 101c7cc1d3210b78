package io.jenkins.plugins.dockereventwatch.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An output stream that keeps the first bytes and discards the rest. */
public final class BoundedOutput extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int maxBytes;

    /**
     * Creates an empty buffer.
     *
     * @param maxBytes the maximum number of bytes to keep
     */
    public BoundedOutput(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void write(int one) {
        if (kept.size() < maxBytes) {
            kept.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        kept.write(bytes, from, Math.max(0, Math.min(length, maxBytes - kept.size())));
    }

    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    /** Returns the bytes kept as text; invalid UTF-8 is replaced. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
