package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * What the labels of a container say about its run and its owner. Anyone can set labels; those of this installation are
 * signed with its key.
 *
 * @param run the run ID, a UUID
 * @param owner a unique identifier: {@code process:MACHINE:PID:START} or {@code build:INSTANCE:JOB#NUMBER}
 * @param signature the message authentication code of run and owner
 */
public record RunClaim(String run, String owner, String signature) implements Serializable {

    /** The prefix of all labels. The names of labels are part of the public interface and must not change. */
    private static final String PREFIX = "io.jenkins.docker-event-watch.";

    /** The label with the run ID. Its presence marks a container of a limited run. */
    static final String RUN_LABEL = PREFIX + "run";

    private static final String OWNER_LABEL = PREFIX + "owner";
    private static final String SIGNATURE_LABEL = PREFIX + "signature";

    /** Signs with a key that only this installation knows. */
    @FunctionalInterface
    public interface Signer {

        /** Returns the message authentication code of a message. */
        byte[] mac(byte[] message);
    }

    /** Returns a signed claim for a new run. */
    static RunClaim signed(String owner, Signer signer) {
        String run = UUID.randomUUID().toString();
        return new RunClaim(run, owner, signature(run, owner, signer));
    }

    private static String signature(String run, String owner, Signer signer) {
        return HexFormat.of().formatHex(signer.mac((run + "\n" + owner).getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the claim in the labels of a container; its texts are empty if labels are missing. */
    static RunClaim of(JsonNode labels) {
        return new RunClaim(
                labels.path(RUN_LABEL).asText(""),
                labels.path(OWNER_LABEL).asText(""),
                labels.path(SIGNATURE_LABEL).asText(""));
    }

    /** Returns whether the claim was signed with the key of this installation. */
    public boolean isSignedBy(Signer signer) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                signature(run, owner, signer).getBytes(StandardCharsets.UTF_8));
    }

    Map<String, String> labels() {
        return Map.of(RUN_LABEL, run, OWNER_LABEL, owner, SIGNATURE_LABEL, signature);
    }
}
