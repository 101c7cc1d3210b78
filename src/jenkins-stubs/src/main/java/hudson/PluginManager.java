package hudson;

public abstract class PluginManager {
    PluginManager() {}

    public native PluginWrapper getPlugin(String shortName);
}
