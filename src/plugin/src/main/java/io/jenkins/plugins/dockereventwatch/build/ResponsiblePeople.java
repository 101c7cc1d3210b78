package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.tasks.Mailer;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.scm.RunWithSCM;

/** Determines the people responsible for a build: who started it, and the authors of its changes. */
final class ResponsiblePeople {

    private static final Logger LOG = Logger.getLogger(ResponsiblePeople.class.getName());

    private ResponsiblePeople() {}

    /** Returns who or what started a build, as text; empty if the build has no cause. */
    static Optional<String> startedBy(Run<?, ?> run) {
        return run.getCauses().stream()
                .map(cause ->
                        cause instanceof Cause.UserIdCause user ? user.getUserName() : cause.getShortDescription())
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
    }

    /**
     * Returns the mail addresses of the responsible people, as the Mailer plugin resolves them. Only includes users who
     * may see the build, since the mail describes it.
     */
    static List<String> addresses(Run<?, ?> run) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Set<String> addresses = new LinkedHashSet<>();
            for (User user : responsible(run).values()) {
                if (maySee(user, run)) {
                    address(user).ifPresent(addresses::add);
                }
            }
            return List.copyOf(addresses);
        }
    }

    private static Map<String, User> responsible(Run<?, ?> run) {
        Map<String, User> users = new LinkedHashMap<>();
        for (Cause cause : run.getCauses()) {
            String id = cause instanceof Cause.UserIdCause user ? user.getUserId() : null;
            User user = id == null ? null : User.getById(id, false);
            if (user != null) {
                users.put(user.getId(), user);
            }
        }
        if (run instanceof RunWithSCM<?, ?> withChanges) {
            withChanges.getCulprits().forEach(user -> users.put(user.getId(), user));
        }
        return users;
    }

    private static boolean maySee(User user, Run<?, ?> run) {
        try {
            return run.getParent().getACL().hasPermission2(user.impersonate2(), Item.READ);
        } catch (RuntimeException e) {
            // thrown by Jenkins if the author of a change has no account
            LOG.log(Level.FINE, e, () -> user.getId() + " receives no alerts of " + run);
            return false;
        }
    }

    private static Optional<String> address(User user) {
        Mailer.UserProperty property = user.getProperty(Mailer.UserProperty.class);
        String address = property == null ? null : property.getAddress();
        if (address == null || address.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InternetAddress(address, true).getAddress());
        } catch (AddressException e) {
            LOG.log(
                    Level.WARNING,
                    "{0} receives no alerts: the e-mail address in the user settings is invalid",
                    user.getId());
            return Optional.empty();
        }
    }
}
