package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.model.Label;
import hudson.model.Node;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Selects nodes by label, and names their hosts. */
public final class NodeSelector {

    /** The label and host name of the controller's node. */
    static final String BUILT_IN = "built-in";

    private NodeSelector() {}

    /**
     * Validates a label expression.
     *
     * @param expression may be empty
     * @throws IllegalArgumentException if the expression is invalid
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

    /**
     * Returns the nodes that match an expression by host name, the built-in node first; empty if the expression is
     * empty.
     */
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

    /** Returns the current node with a name; empty if it does not exist any more. */
    public static Optional<Node> find(String nodeName) {
        return Optional.ofNullable(
                nodeName.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(nodeName));
    }
}
