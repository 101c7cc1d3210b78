package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;

public abstract class BaseStandardCredentials implements StandardCredentials {
    protected BaseStandardCredentials(CredentialsScope scope, String id, String description) {}

    @Override
    public native String getId();

    @Override
    public native String getDescription();
}
