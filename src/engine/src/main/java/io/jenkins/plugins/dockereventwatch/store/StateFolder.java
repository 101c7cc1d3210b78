package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of an embedded database, held by one process at a time; a process that dies lets go of it. */
final class StateFolder implements AutoCloseable {

    static final String DATABASE = "state";

    private final Path path;
    private final FileChannel channel;

    private StateFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static StateFolder lock(StateLocation.Folder folder) throws StoreException {
        Path path = folder.path();
        try {
            make(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw StoreException.inUse("the state in " + path
                        + " is in use by another process; stop that one, or choose another folder"
                        + " (several watchers share one state by way of PostgreSQL)");
            }
            return new StateFolder(path, channel);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "the state's folder " + path + " cannot be used: " + StoreError.said(e)
                            + "; make it writable for this user, or choose another",
                    e);
        }
    }

    /** The state tells what containers are called and carry: nobody else's business. */
    private static void make(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is no folder");
        }
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(path);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The database's file, without its ending. */
    Path database() {
        return path.resolve(DATABASE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
