package hudson;

public class PluginWrapper {
    protected PluginWrapper() {}

    public native boolean isActive();
}
