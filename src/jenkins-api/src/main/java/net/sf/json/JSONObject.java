package net.sf.json;

public final class JSONObject {
    private JSONObject() {}

    public native String optString(String key);
}
