package hudson.model;

import java.io.PrintStream;
import java.nio.charset.Charset;

public interface TaskListener {
    PrintStream getLogger();

    default Charset getCharset() {
        throw new UnsupportedOperationException();
    }
}
