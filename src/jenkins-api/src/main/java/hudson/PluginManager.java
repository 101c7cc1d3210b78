package hudson;

public abstract class PluginManager {
    protected PluginManager() {}

    public native PluginWrapper getPlugin(String shortName);
}
