package hudson;

import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.remoting.RoleSensitive;

public final class FilePath {
    public FilePath(File localPath) {}

    public FilePath(VirtualChannel channel, String remote) {}

    public native String getRemote();

    public native VirtualChannel getChannel();

    public native <T> T act(FileCallable<T> callable) throws IOException, InterruptedException;

    public native <V, E extends Throwable> V act(Callable<V, E> callable) throws IOException, InterruptedException, E;

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }
}
