package io.jenkins.plugins.dockereventwatch.delivery;

/**
 * What became of alerts.
 *
 * @param delivered messages that a server took
 * @param failed alerts that were given up
 * @param waiting alerts not yet delivered
 */
public record DeliveryStatistics(long delivered, long failed, long waiting) {

    DeliveryStatistics plus(DeliveryStatistics other) {
        return new DeliveryStatistics(delivered + other.delivered, failed + other.failed, waiting + other.waiting);
    }
}
