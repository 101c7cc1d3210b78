package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import java.util.List;

public abstract class FlowNode extends Actionable {
    private FlowNode() {}

    public native List<? extends FlowNode> getEnclosingBlocks();

    @Override
    public native String getDisplayName();
}
