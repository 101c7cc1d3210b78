package hudson.model;

import java.util.Set;

public abstract class Label extends Actionable {
    private Label() {}

    public native Set<Node> getNodes();

    public static native Label parseExpression(String labelExpression);
}
