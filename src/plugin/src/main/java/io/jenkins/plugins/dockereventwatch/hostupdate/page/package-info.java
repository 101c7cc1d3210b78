/** The Host updates page, and the page behind a link in a reminder. */
package io.jenkins.plugins.dockereventwatch.hostupdate.page;
