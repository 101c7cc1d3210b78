package net.sf.json;

import java.util.Collection;

public final class JSONObject {
    private JSONObject() {}

    public native String optString(String key);

    public native JSONObject element(String key, Collection<?> value);
}
