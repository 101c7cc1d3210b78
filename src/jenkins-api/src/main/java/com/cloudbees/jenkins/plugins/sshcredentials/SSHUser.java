package com.cloudbees.jenkins.plugins.sshcredentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;

public interface SSHUser extends StandardCredentials {
    String getUsername();
}
