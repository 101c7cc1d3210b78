package hudson;

public class PluginWrapper {
    PluginWrapper() {}

    public native boolean isActive();
}
