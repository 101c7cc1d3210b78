package hudson.model;

public abstract class Node extends AbstractModelObject {
    private Node() {}
}
