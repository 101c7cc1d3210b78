package io.jenkins.plugins.dockereventwatch.alert;

import java.time.Instant;
import java.util.List;

/**
 * What is to be delivered: one message to one notifier.
 *
 * @param id its number in the outbox
 * @param alerts what it tells of, in order, at least one
 * @param created when it was put into the outbox
 * @param attempts how often it was tried before
 * @param doubtful whether an earlier attempt may have got there
 * @param recipients whom it is left to be sent to; empty: all
 */
record Parcel(long id, List<Alert> alerts, Instant created, int attempts, boolean doubtful, List<String> recipients) {}
