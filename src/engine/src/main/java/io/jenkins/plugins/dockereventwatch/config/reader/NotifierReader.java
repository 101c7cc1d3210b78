package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one entry of {@code notifiers}. */
public final class NotifierReader {

    private static final List<String> KEYS = List.of("url", "template", "data_encoding");
    public static final String FORM = "urlencode.";
    private static final List<String> SCHEMES = List.of("smtp", "smtps", "http", "https");

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;
    private final TemplateFiles templates;

    NotifierReader(Problems problems, Placeholders placeholders, TemplateFiles templates) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
        this.templates = templates;
    }

    /** Reads it; empty after a complaint. */
    Optional<Notifier> read(Entry entry) {
        String name = entry.name();
        Map<String, Entry> keys = nodes.mapping(entry.value(), "the notifier '" + name + "'", KEYS);
        Optional<Template> template = Optional.ofNullable(keys.get("template")).flatMap(this::template);
        if (!keys.containsKey("url")) {
            if (!keys.isEmpty()) {
                problems.add(entry.key(), "the notifier '" + name + "' has no url");
            }
            return Optional.empty();
        }
        ScalarNode node = nodes.scalar(keys.get("url").value(), "a url").orElse(null);
        String url = node == null ? null : url(node).orElse(null);
        if (url == null) {
            return Optional.empty();
        }
        String scheme =
                url.contains("://") ? url.substring(0, url.indexOf("://")).toLowerCase(Locale.ROOT) : "";
        return switch (scheme) {
            case "smtp", "smtps" -> mail(name, node, url, keys, template);
            case "http", "https" -> webhook(entry, node, url, keys, template);
            default -> {
                problems.add(
                        node,
                        "a url begins with smtp://, smtps://, http:// or https://"
                                + Suggestion.ending(scheme, SCHEMES));
                yield Optional.empty();
            }
        };
    }

    private Optional<Template> template(Entry entry) {
        return nodes.scalar(entry.value(), "a template")
                .flatMap(node -> placeholders.replace(node).flatMap(path -> templates.read(node, path)));
    }

    /** A URL that is one placeholder and nothing else is taken as it is, of mail too. */
    private Optional<String> url(ScalarNode node) {
        boolean isMail = node.getValue().strip().toLowerCase(Locale.ROOT).startsWith("smtp");
        return (isMail ? placeholders.replaceInMailUrl(node) : placeholders.replace(node)).map(String::strip);
    }

    private Optional<Notifier> mail(
            String name, ScalarNode node, String url, Map<String, Entry> keys, Optional<Template> template) {
        if (keys.containsKey("data_encoding")) {
            problems.add(
                    keys.get("data_encoding").key(),
                    "data_encoding goes with http:// and https:// only; remove it here");
        }
        try {
            MailUrl mail = MailUrl.parse(url);
            return Optional.of(new MailNotifier(name, mail.server(), mail.from(), mail.to(), template));
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Notifier> webhook(
            Entry entry, ScalarNode node, String url, Map<String, Entry> keys, Optional<Template> template) {
        if (!isWebAddress(url)) {
            problems.add(node, "this is no web address: https://host/path is wanted");
        }
        if (!keys.containsKey("template")) {
            problems.add(entry.key(), "the notifier '" + entry.name() + "' has no template; a webhook needs one");
        }
        Optional<Encoding> encoding = encoding(entry, keys.get("data_encoding"));
        if (encoding.isEmpty() || template.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WebhookNotifier(entry.name(), new Secret(url), encoding.get(), template.get()));
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<Encoding> encoding(Entry notifier, Entry entry) {
        String allowed = "allowed: json (the text is posted as JSON), urlencode.KEY (as a form with the field KEY)";
        if (entry == null) {
            problems.add(notifier.key(), "the notifier '" + notifier.name() + "' has no data_encoding; " + allowed);
            return Optional.empty();
        }
        ScalarNode node = nodes.scalar(entry.value(), "data_encoding").orElse(null);
        String text = node == null ? null : placeholders.replace(node).orElse(null);
        if (text == null) {
            return Optional.empty();
        }
        if (text.equals("json")) {
            return Optional.of(new Encoding.Json());
        }
        if (text.startsWith(FORM) && text.length() > FORM.length()) {
            return Optional.of(new Encoding.Form(text.substring(FORM.length())));
        }
        problems.add(node, "unknown data_encoding; " + allowed + Suggestion.ending(text, List.of("json")));
        return Optional.empty();
    }
}
