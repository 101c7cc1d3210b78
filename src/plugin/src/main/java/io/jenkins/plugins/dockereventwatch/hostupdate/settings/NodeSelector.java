package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.model.Label;
import hudson.model.Node;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Nodes by label, and what their hosts are called. */
public final class NodeSelector {

    /** What the controller's own node is called, as its label. */
    static final String BUILT_IN = "built-in";

    private NodeSelector() {}

    /**
     * Checks a label expression.
     *
     * @param expression may be empty
     * @throws IllegalArgumentException if it is none
     */
    static String checked(String expression) {
        if (!expression.isEmpty()) {
            try {
                Label.parseExpression(expression);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(Messages.NodeSelector_NoLabel(expression, e.getMessage()), e);
            }
        }
        return expression;
    }

    /** The nodes that an expression stands for, by their hosts' names, the built-in one first; none where it is empty. */
    public static Map<String, Node> nodes(String expression) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        if (!expression.isEmpty()) {
            Label.parseExpression(expression).getNodes().stream()
                    .sorted(Comparator.comparing(Node::getNodeName))
                    .forEach(node -> nodes.putIfAbsent(host(node), node));
        }
        return nodes;
    }

    private static String host(Node node) {
        return node.getNodeName().isEmpty() ? BUILT_IN : node.getNodeName();
    }

    /** The node of a name, as it is now; empty: there is none any more. */
    public static Optional<Node> find(String nodeName) {
        return Optional.ofNullable(
                nodeName.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(nodeName));
    }
}
