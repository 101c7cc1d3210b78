package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code notify} where only mail will do. */
final class MailNotifierNames {

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;
    private final Map<String, Notifier> notifiers;

    /**
     * Prepares it.
     *
     * @param notifiers those that could be read, by name
     */
    MailNotifierNames(Problems problems, Placeholders placeholders, Map<String, Notifier> notifiers) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
        this.notifiers = notifiers;
    }

    /**
     * Reads it; those that are not to be used are complained of.
     *
     * @param entry null: there are none
     * @param what goes out, in the plural
     */
    List<MailNotifier> read(Entry entry, String what) {
        List<MailNotifier> found = new ArrayList<>();
        if (entry == null) {
            return found;
        }
        for (ScalarNode node : nodes.scalars(entry.value(), "notify")) {
            String name = placeholders.replace(node).orElse("");
            Notifier notifier = notifiers.get(name);
            if (notifier instanceof MailNotifier mail) {
                found.add(mail);
            } else if (notifier != null) {
                problems.add(node, what + " go out by mail; the notifier '" + name + "' is a webhook");
            } else {
                problems.add(
                        node,
                        "there is no notifier '" + name + "'; there are: " + String.join(", ", notifiers.keySet())
                                + Suggestion.ending(name, notifiers.keySet()));
            }
        }
        return found;
    }
}
