package hudson.remoting;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

public final class RemoteOutputStream extends OutputStream implements Serializable {
    private static final long serialVersionUID = 1L;

    public RemoteOutputStream(OutputStream core) {}

    @Override
    public native void write(int b) throws IOException;
}
