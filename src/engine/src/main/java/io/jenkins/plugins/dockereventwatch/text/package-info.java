/** Text that is safe wherever it is shown: sanitized text, HTML, secrets; also digests and suggestions. */
package io.jenkins.plugins.dockereventwatch.text;
