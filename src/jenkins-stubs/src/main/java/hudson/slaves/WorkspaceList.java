package hudson.slaves;

import hudson.FilePath;

public final class WorkspaceList {
    private WorkspaceList() {}

    public static native FilePath tempDir(FilePath ws);
}
