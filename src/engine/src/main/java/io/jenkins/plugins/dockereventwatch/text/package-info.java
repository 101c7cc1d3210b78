/** Text that is safe wherever it is shown: sanitized text, HTML, secrets; also digests, suggestions and errors. */
package io.jenkins.plugins.dockereventwatch.text;
