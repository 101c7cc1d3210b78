/** Whether services and hosts are available: absent or unhealthy services, memory near its limit, unreachable hosts. */
package io.jenkins.plugins.dockereventwatch.availability;
