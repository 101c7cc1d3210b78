package io.jenkins.plugins.dockereventwatch.config.importer;

import io.jenkins.plugins.dockereventwatch.config.importer.ConfigurationImport.ImportedNotifier;
import io.jenkins.plugins.dockereventwatch.config.reader.NotifierReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads an element of {@code notifiers} to take it over, where its template and secrets may be elsewhere. */
final class NotifierImport {

    private final Problems problems;
    private final YamlNodes nodes;

    NotifierImport(Problems problems) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
    }

    /** Reads it; empty after a complaint. */
    Optional<ImportedNotifier> read(Entry entry) {
        String what = "the notifier '" + entry.name() + "'";
        Map<String, Entry> keys = nodes.mapping(entry.value(), what, List.of("url", "template", "data_encoding"));
        if (keys.containsKey("template")) {
            problems.add(keys.get("template").key(), "templates are files elsewhere; paste its text where it belongs");
        }
        ScalarNode url = keys.containsKey("url")
                ? nodes.scalar(keys.get("url").value(), "a url").orElse(null)
                : null;
        if (url == null) {
            problems.add(entry.key(), what + " has no url");
            return Optional.empty();
        }
        return url.getValue().strip().toLowerCase(Locale.ROOT).startsWith("smtp")
                ? mail(entry.name(), url)
                : webhook(entry.name(), url, keys.get("data_encoding"));
    }

    private Optional<ImportedNotifier> mail(String name, ScalarNode url) {
        try {
            return Optional.of(new ImportedNotifier.Mail(name, MailUrl.parse(known(url))));
        } catch (IllegalArgumentException e) {
            problems.add(url, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<ImportedNotifier> webhook(String name, ScalarNode url, Entry encoding) {
        String known = known(url);
        boolean whole = known.equals(url.getValue().strip());
        if (whole && !known.toLowerCase(Locale.ROOT).startsWith("http")) {
            problems.add(url, "a url begins with smtp://, smtps://, http:// or https://");
            return Optional.empty();
        }
        return Optional.of(new ImportedNotifier.Webhook(
                name,
                whole ? Optional.of(new Secret(known)) : Optional.empty(),
                encoding(encoding).orElse(new Encoding.Json())));
    }

    private Optional<Encoding> encoding(Entry entry) {
        return Optional.ofNullable(entry)
                .flatMap(given -> nodes.scalar(given.value(), "data_encoding"))
                .map(ScalarNode::getValue)
                .filter(text -> text.startsWith(NotifierReader.FORM) && text.length() > NotifierReader.FORM.length())
                .map(text -> new Encoding.Form(text.substring(NotifierReader.FORM.length())));
    }

    /** A url without what stands elsewhere, after a complaint about that. */
    private String known(ScalarNode url) {
        String text = url.getValue().strip();
        String known = text.replaceAll("\\$\\{[^}]*}", "");
        if (!known.equals(text)) {
            problems.add(url, "what '${...}' stands for is not in this text; enter it as credentials");
        }
        return known.replace("$$", "$");
    }
}
