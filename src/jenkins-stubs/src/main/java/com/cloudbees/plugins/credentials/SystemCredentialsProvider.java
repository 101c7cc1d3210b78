package com.cloudbees.plugins.credentials;

import hudson.model.Saveable;
import java.io.IOException;
import java.util.List;

public class SystemCredentialsProvider implements Saveable {
    public static native SystemCredentialsProvider getInstance();

    public native List<Credentials> getCredentials();

    @Override
    public native void save() throws IOException;
}
