/**
 * Renders templates in Go's text/template language, with Go's time layouts. Other packages use only {@link
 * io.jenkins.plugins.dockereventwatch.template.GoTemplateEngine}, so that the implementation can be replaced. {@link
 * io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine} lists the differences from Go.
 */
package io.jenkins.plugins.dockereventwatch.template;
