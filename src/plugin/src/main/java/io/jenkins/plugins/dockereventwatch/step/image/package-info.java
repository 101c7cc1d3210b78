/**
 * Image sources in Jenkins: the policy that an administrator sets, the step that checks images by it, and what a build's
 * page shows of that.
 */
package io.jenkins.plugins.dockereventwatch.step.image;
