package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The locked folder of an embedded database. The lock of a process ends with the process.
 *
 * @param unclosed whether the last process ended without closing the database
 */
record StateFolder(FileChannel channel, boolean unclosed) {

    /** Owner-only whatever the folder is, since the state contains names and labels of containers. */
    private static final String DATABASE = "database";

    static StateFolder lock(StateLocation.Folder folder) throws StoreException {
        Path path = folder.path();
        try {
            Path database = path.resolve(DATABASE);
            if (!Files.isDirectory(path)) {
                createOwnerOnly(path);
            }
            createOwnerOnly(database);
            FileChannel channel =
                    FileChannel.open(database.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return lock(channel, path);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot use the state's folder " + path + ": " + StoreError.firstLine(e)
                            + "; make it writable for this user or use another folder",
                    e);
        }
    }

    private static StateFolder lock(FileChannel channel, Path path) throws IOException {
        if (tryLock(channel) == null) {
            throw new StoreException(
                    "the state in " + path + " is in use by another process; stop that process, use another folder, or"
                            + " use a PostgreSQL database, which several watchers can share",
                    false,
                    true,
                    null);
        }
        boolean unclosed = channel.size() > 0;
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
        return new StateFolder(channel, unclosed);
    }

    private static void createOwnerOnly(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "it is not a folder");
        }
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Returns the database's file without the extension. */
    static Path database(StateLocation.Folder folder) {
        return folder.path().resolve(DATABASE).resolve("state");
    }

    /** @param closed whether the database was closed; otherwise the next process checks it */
    void unlock(boolean closed) throws IOException {
        if (closed) {
            channel.truncate(0);
        }
        channel.close();
    }
}
