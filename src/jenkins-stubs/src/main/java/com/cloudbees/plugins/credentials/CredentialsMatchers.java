package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    public static native CredentialsMatcher always();

    public static native CredentialsMatcher withId(String id);

    public static native <C extends Credentials> C firstOrNull(Iterable<C> credentials, CredentialsMatcher matcher);
}
