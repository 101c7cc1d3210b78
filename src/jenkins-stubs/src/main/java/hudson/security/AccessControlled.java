package hudson.security;

public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission permission) {
        throw new UnsupportedOperationException("a signature only");
    }

    default void checkAnyPermission(Permission... permissions) {
        throw new UnsupportedOperationException("a signature only");
    }

    default boolean hasPermission(Permission permission) {
        throw new UnsupportedOperationException("a signature only");
    }
}
