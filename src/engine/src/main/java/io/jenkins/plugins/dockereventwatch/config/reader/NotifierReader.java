package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping.Entry;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.message.TemplateCheck;
import io.jenkins.plugins.dockereventwatch.notify.BoundedHttpClient;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads an entry of {@code notifiers}. */
final class NotifierReader {

    private static final List<String> KEYS =
            List.of("url", "template", "data_encoding", "rate_limit", "rate_burst", "only", "zone", "otherwise");
    private static final List<String> SCHEMES = List.of("smtp", "smtps", "http", "https");
    private static final String FORM = "urlencode.";
    private static final String ENCODINGS = "expected json (JSON text), or urlencode.KEY (a form with the field KEY)";

    /** The folder in the image of docker-events-notifier; its files are also looked for next to config.yml. */
    private static final Path CONTAINER_FOLDER = Path.of("/etc/docker-events-notifier");

    private final ReadContext context;
    private final Problems problems;

    /** Where each notifier names the one that sends its alerts outside of its active hours. */
    private final Map<String, ScalarNode> others = new LinkedHashMap<>();

    NotifierReader(ReadContext context) {
        this.context = context;
        this.problems = context.problems();
    }

    /** Reads a notifier; empty: it is invalid. */
    Optional<NotifierDefinition> read(Entry entry) {
        String name = entry.name();
        YamlMapping keys = context.yaml().mapping(entry.value(), "the notifier '" + name + "'", KEYS);
        Optional<Template> template = keys.get("template").flatMap(this::template);
        if (!keys.has("url")) {
            if (!keys.isEmpty()) {
                problems.add(entry.key(), "Missing key 'url' of the notifier '" + name + "'");
            }
            return Optional.empty();
        }
        ScalarNode node = context.yaml()
                .scalar(keys.get("url").orElseThrow().value(), "a url")
                .orElse(null);
        String url = node == null
                ? null
                : context.placeholders().replaceInUrl(node).map(String::strip).orElse(null);
        if (url == null) {
            return Optional.empty();
        }
        if (url.isEmpty() && context.isLenient()) {
            // A URL that is a placeholder is most likely that of a webhook.
            return encoding(entry, keys)
                    .map(encoding -> new NotifierDefinition.Webhook(
                            name, Optional.empty(), encoding, rateLimit(keys), hours(name, keys), template));
        }
        boolean json = keys.get("data_encoding")
                .filter(encoding -> encoding.value() instanceof ScalarNode word
                        && word.getValue().equals("json"))
                .isPresent();
        template.flatMap(text -> TemplateCheck.failure(text, json))
                .ifPresent(failure ->
                        problems.warn(keys.get("template").orElseThrow().value(), failure.getMessage()));
        String scheme =
                url.contains("://") ? url.substring(0, url.indexOf("://")).toLowerCase(Locale.ROOT) : "";
        return switch (scheme) {
            case "smtp", "smtps" -> mail(name, node, url, keys, template);
            case "http", "https" -> webhook(entry, node, url, keys, template);
            default -> {
                problems.add(
                        node,
                        "Invalid url: expected smtp://, smtps://, http:// or https://"
                                + Suggestion.ending(scheme, SCHEMES));
                yield Optional.empty();
            }
        };
    }

    private Optional<Template> template(Entry entry) {
        if (context.isLenient()) {
            problems.add(entry.key(), "The template is not imported: its file is not available; paste its text");
            return Optional.empty();
        }
        return context.yaml()
                .scalar(entry.value(), "a template")
                .flatMap(node -> context.placeholders().replace(node).flatMap(path -> compiled(node, path)));
    }

    private Optional<Template> compiled(Node node, String path) {
        Path file = context.folder().resolve(path).normalize();
        context.files().add(file);
        if (!Files.exists(file) && file.startsWith(CONTAINER_FOLDER) && !file.equals(CONTAINER_FOLDER)) {
            Path local =
                    context.folder().resolve(CONTAINER_FOLDER.relativize(file).toString());
            context.files().add(local);
            if (!Files.exists(local)) {
                problems.add(node, "No such template: " + file + " or " + local);
                return Optional.empty();
            }
            file = local;
        }
        String name = file.getFileName().toString();
        try {
            String source = TextFile.read(file);
            Template template = context.engine().orElseThrow().compile(name, source);
            for (TemplateException e : TemplateCheck.unknownFields(name, source, Locale.ROOT)) {
                problems.warn(new Problem(file, e.line(), e.column(), e.getMessage()));
            }
            return Optional.of(template);
        } catch (IOException e) {
            problems.add(node, "Template " + file + ": " + e.getMessage());
        } catch (TemplateException e) {
            problems.add(new Problem(file, e.line(), e.column(), e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<NotifierDefinition> mail(
            String name, ScalarNode node, String url, YamlMapping keys, Optional<Template> template) {
        keys.get("data_encoding")
                .ifPresent(entry -> problems.add(entry.key(), "data_encoding is for webhooks only: remove it"));
        try {
            template.ifPresent(MailText::check);
        } catch (IllegalArgumentException e) {
            problems.add(keys.get("template").orElseThrow().value(), e.getMessage());
            return Optional.empty();
        }
        try {
            return Optional.of(new NotifierDefinition.Mail(
                    name, MailUrl.parse(url), rateLimit(keys), hours(name, keys), template));
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<NotifierDefinition> webhook(
            Entry entry, ScalarNode node, String url, YamlMapping keys, Optional<Template> template) {
        boolean complete = !context.isLenient() || context.placeholders().isLiteral(node);
        if (complete && !BoundedHttpClient.accepts(url)) {
            problems.add(node, "Invalid url: expected https://host/path");
        }
        if (!context.isLenient() && !keys.has("template")) {
            problems.add(entry.key(), "Missing key 'template' of the webhook '" + entry.name() + "'");
        }
        Optional<Secret> address = complete ? Optional.of(new Secret(url)) : Optional.empty();
        return encoding(entry, keys)
                .map(encoding -> new NotifierDefinition.Webhook(
                        entry.name(), address, encoding, rateLimit(keys), hours(entry.name(), keys), template));
    }

    private static RateLimit rateLimit(YamlMapping keys) {
        return new RateLimit(
                keys.parsed("rate_limit", text -> text.equals("off") ? 0 : RateLimit.PER_MINUTE.parse(text))
                        .orElse(RateLimit.DEFAULT.perMinute()),
                keys.parsed("rate_burst", RateLimit.BURST::parse).orElse(RateLimit.DEFAULT.burst()));
    }

    private Optional<ActiveHours> hours(String name, YamlMapping keys) {
        if (!keys.has("only")) {
            for (String key : List.of("zone", "otherwise")) {
                keys.get(key)
                        .ifPresent(entry -> problems.add(
                                entry.key(), "'" + key + "' needs 'only': add for example only: mon-fri 08:00-18:00"));
            }
            return Optional.empty();
        }
        List<WeeklyPeriod> periods = keys.all("only", ActiveHoursText::parse).stream()
                .flatMap(List::stream)
                .toList();
        ZoneId zone = keys.parsed("zone", CronSchedule::zone).orElse(ZoneId.systemDefault());
        Optional<ScalarNode> other =
                keys.get("otherwise").flatMap(entry -> context.yaml().scalar(entry.value(), "otherwise"));
        other.ifPresent(node -> others.put(name, node));
        return periods.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActiveHours(periods, zone, other.map(ScalarNode::getValue)));
    }

    /** Checks that notifiers pass alerts on to existing ones, and not to each other. */
    void checkOthers(Set<String> names) {
        others.forEach((name, node) -> context.yaml().parsed(node, other -> {
            YamlReader.check("Unknown notifier", other, names);
            List<String> passed = new ArrayList<>(List.of(name));
            for (String next = other;
                    next != null;
                    next = others.containsKey(next) ? others.get(next).getValue() : null) {
                boolean again = passed.contains(next);
                passed.add(next);
                if (again) {
                    throw new IllegalArgumentException("Invalid notifier '" + other + "': "
                            + String.join(" passes alerts on to ", passed) + "; expected another notifier");
                }
            }
            return other;
        }));
    }

    private Optional<Encoding> encoding(Entry notifier, YamlMapping keys) {
        if (!keys.has("data_encoding")) {
            if (context.isLenient()) {
                return Optional.of(new Encoding.Json());
            }
            problems.add(
                    notifier.key(),
                    "Missing key 'data_encoding' of the webhook '" + notifier.name() + "': " + ENCODINGS);
        }
        return keys.parsed("data_encoding", text -> {
            if (text.equals("json")) {
                return new Encoding.Json();
            }
            if (text.startsWith(FORM) && text.length() > FORM.length()) {
                return new Encoding.Form(text.substring(FORM.length()));
            }
            throw new IllegalArgumentException(
                    "Invalid data_encoding '" + text + "': " + ENCODINGS + Suggestion.ending(text, List.of("json")));
        });
    }
}
