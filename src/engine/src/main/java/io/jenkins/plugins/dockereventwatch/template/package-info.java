/**
 * Go's text/template and time layouts as users of docker-events-notifier write them. The rest of the engine sees only
 * {@link io.jenkins.plugins.dockereventwatch.template.TemplateEngine}, so that another implementation can take its
 * place. Where Go's engine and ours differ, {@link io.jenkins.plugins.dockereventwatch.template.GoTemplateEngine} says.
 */
package io.jenkins.plugins.dockereventwatch.template;
