/** What an alert contains about its container beyond the event: build, log excerpt, whether it ran out of memory. */
package io.jenkins.plugins.dockereventwatch.watch.container;
