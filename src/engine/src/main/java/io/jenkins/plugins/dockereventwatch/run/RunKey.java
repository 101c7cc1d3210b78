package io.jenkins.plugins.dockereventwatch.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key with which an installation of the program signs the labels of its containers. */
public final class RunKey implements RunClaim.Signer {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private RunKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Returns a key that no other process knows, so that none removes what is signed with it. */
    public static RunKey random() {
        return new RunKey(randomBytes());
    }

    /** Returns the key of a file, which is created for its owner only if it does not exist. */
    public static RunKey of(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path complete = Files.createTempFile(file.getParent(), "run", ".key");
            try {
                Files.write(complete, randomBytes());
                Files.createLink(file, complete);
            } catch (FileAlreadyExistsException e) {
                // another process has just created it
            } finally {
                Files.delete(complete);
            }
        }
        byte[] bytes = read(file);
        if (bytes.length != BYTES) {
            throw new IOException("Invalid key " + file + ": expected " + BYTES + " bytes; delete the file");
        }
        return new RunKey(bytes);
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES + 1);
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
