package io.jenkins.plugins.dockereventwatch.delivery;

/**
 * Numbers of messages and alerts since the start.
 *
 * @param delivered messages that servers have accepted
 * @param failed messages that were given up, and alerts that were rejected
 * @param waiting messages and alerts that are not yet delivered
 */
public record DeliveryStatistics(long delivered, long failed, long waiting) {

    DeliveryStatistics plus(DeliveryStatistics other) {
        return new DeliveryStatistics(delivered + other.delivered, failed + other.failed, waiting + other.waiting);
    }
}
