/** Signed links with which the reader of a reminder confirms or postpones updates. */
package io.jenkins.plugins.dockereventwatch.hostupdate.answer;
