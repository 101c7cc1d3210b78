package io.jenkins.plugins.dockereventwatch.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first of what is written, and lets the rest go by. */
public final class BoundedOutput extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;

    /**
     * An empty one.
     *
     * @param most bytes it keeps
     */
    public BoundedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int one) {
        if (kept.size() < most) {
            kept.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        kept.write(bytes, from, Math.max(0, Math.min(length, most - kept.size())));
    }

    /** What was kept. */
    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    /** What was kept, as text; what is no UTF-8 in it is replaced. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
