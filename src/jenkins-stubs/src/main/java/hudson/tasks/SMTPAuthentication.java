package hudson.tasks;

import hudson.util.Secret;

public class SMTPAuthentication {
    public SMTPAuthentication(String username, Secret password) {}

    public native String getUsername();

    public native Secret getPassword();
}
