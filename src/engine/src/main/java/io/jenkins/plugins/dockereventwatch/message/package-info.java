/** Contents of mails and webhook calls: built-in texts, rendered templates, and the data that templates see. */
package io.jenkins.plugins.dockereventwatch.message;
