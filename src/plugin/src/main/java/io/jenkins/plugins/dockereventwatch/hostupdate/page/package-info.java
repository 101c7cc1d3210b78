/** The Host Updates page, and the page behind a link in a reminder. */
package io.jenkins.plugins.dockereventwatch.hostupdate.page;
