package io.jenkins.plugins.dockereventwatch.run;

/** Receives progress messages during slow operations. */
@FunctionalInterface
public interface ProgressListener {

    /** Called with a message of one line. */
    void onProgress(String line);
}
