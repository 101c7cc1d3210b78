/**
 * Go's text/template and time layouts as users of docker-events-notifier write them. The rest of the engine sees only
 * {@link io.jenkins.plugins.dockereventwatch.template.TemplateEngine}, so that another implementation can take its
 * place.
 */
package io.jenkins.plugins.dockereventwatch.template;
