package hudson;

import hudson.model.TaskListener;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    protected Launcher(Launcher launcher) {}

    public final native ProcStarter launch();

    public native VirtualChannel getChannel();

    public native TaskListener getListener();

    public abstract Proc launch(ProcStarter starter) throws IOException;

    public abstract Channel launchChannel(String[] cmd, OutputStream out, FilePath workDir, Map<String, String> envVars)
            throws IOException, InterruptedException;

    public native boolean isUnix();

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    protected final native void maskedPrintCommandLine(List<String> cmd, boolean[] mask, FilePath workDir);

    public final class ProcStarter {
        private ProcStarter() {}

        public native ProcStarter cmds(String... args);

        public native List<String> cmds();

        public native boolean[] masks();

        public native ProcStarter quiet(boolean quiet);

        public native boolean quiet();

        public native FilePath pwd();

        public native ProcStarter stdout(OutputStream out);

        public native OutputStream stdout();

        public native ProcStarter stderr(OutputStream err);

        public native OutputStream stderr();

        public native ProcStarter stdin(InputStream in);

        public native InputStream stdin();

        public native String[] envs();

        public native Proc start() throws IOException;
    }
}
