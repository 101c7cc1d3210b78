/** Decides by a policy what to do about pending updates, and presents the decision. */
package io.jenkins.plugins.dockereventwatch.update.advice;
