package jenkins.security;

public class HMACConfidentialKey {
    public HMACConfidentialKey(Class<?> owner, String shortName) {}

    public native byte[] mac(byte[] message);
}
