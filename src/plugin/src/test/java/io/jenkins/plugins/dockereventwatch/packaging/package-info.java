/** What is in the plugin's archive, held against what Jenkins reads of it. */
package io.jenkins.plugins.dockereventwatch.packaging;
