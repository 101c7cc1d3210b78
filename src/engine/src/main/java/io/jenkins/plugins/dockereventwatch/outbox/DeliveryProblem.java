package io.jenkins.plugins.dockereventwatch.outbox;

import java.time.Instant;

/**
 * A notifier whose messages do not get there.
 *
 * @param notifier its name
 * @param waiting how many messages wait for it, those that are held up by others too
 * @param attempts how often the oldest of those that were refused was tried; 0: none of them waits
 * @param since when that one came about; else when the last one was given up
 * @param givenUp how many were given up since a message last got there
 * @param answer what the server last answered, or why it could not be asked, for people
 */
public record DeliveryProblem(
        String notifier, long waiting, int attempts, Instant since, long givenUp, String answer) {}
