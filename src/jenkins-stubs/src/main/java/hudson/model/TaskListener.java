package hudson.model;

import java.io.PrintStream;
import java.nio.charset.Charset;

public interface TaskListener {
    TaskListener NULL = null;

    PrintStream getLogger();

    default Charset getCharset() {
        throw new UnsupportedOperationException();
    }
}
