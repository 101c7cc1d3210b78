package hudson.remoting;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

public class RemoteInputStream extends InputStream implements Serializable {
    private static final long serialVersionUID = 1L;

    public RemoteInputStream(InputStream core, Flag f) {}

    @Override
    public native int read() throws IOException;

    public enum Flag {
        NOT_GREEDY
    }
}
