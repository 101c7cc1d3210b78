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

/** The locked folder of an embedded database. The lock of a process ends with the process. */
record StateFolder(Path path, FileChannel channel) implements AutoCloseable {

    static final String DATABASE = "state";

    static StateFolder lock(StateLocation.Folder folder) throws StoreException {
        Path path = folder.path();
        try {
            create(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException(
                        "the state in " + path
                                + " is in use by another process; stop that process, use another folder, or use a"
                                + " PostgreSQL database, which several watchers can share",
                        false,
                        true,
                        null);
            }
            return new StateFolder(path, channel);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot use the state's folder " + path + ": " + StoreError.firstLine(e)
                            + "; make it writable for this user or use another folder",
                    e);
        }
    }

    /** Only the owner has access, since the state contains names and labels of containers. */
    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is not a folder");
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

    Path database() {
        return path.resolve(DATABASE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
