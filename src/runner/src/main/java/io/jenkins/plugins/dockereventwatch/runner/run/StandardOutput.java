package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Copies the output of a container to the output of this program, unchanged. */
final class StandardOutput implements OutputSink {

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public void write(OutputChannel channel, byte[] bytes, int length, LogCursor after) throws IOException {
        (channel == OutputChannel.OUT ? out : err).write(bytes, 0, length);
    }
}
