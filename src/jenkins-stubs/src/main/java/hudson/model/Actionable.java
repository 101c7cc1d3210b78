package hudson.model;

public abstract class Actionable extends AbstractModelObject {
    protected Actionable() {}

    public native void addAction(Action a);

    public native boolean addOrReplaceAction(Action a);

    public native <T extends Action> T getAction(Class<T> type);
}
