package io.jenkins.plugins.dockereventwatch.outbox;

import java.time.Instant;

/**
 * A notifier whose messages cannot be delivered.
 *
 * @param notifier the notifier's name
 * @param waiting the number of waiting messages, including those that were not tried
 * @param attempts the number of attempts to send the oldest rejected message; 0: none is waiting
 * @param since when that message was created, or when the latest message was given up
 * @param givenUp the number of messages that were given up since the latest delivery
 * @param answer the last answer of the server, or why it could not be reached
 */
public record DeliveryProblem(
        String notifier, long waiting, int attempts, Instant since, long givenUp, String answer) {}
