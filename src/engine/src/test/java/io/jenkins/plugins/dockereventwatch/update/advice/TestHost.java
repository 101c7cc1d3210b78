package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host of which nothing but its name, time and package manager is known until a test says more. */
final class TestHost {

    static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    static final Instant READ_AT = Instant.parse("2026-11-24T08:30:00Z");

    final List<PendingUpdate> updates = new ArrayList<>();
    final List<String> removed = new ArrayList<>();
    final List<String> onHold = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    String manager = "apt";
    OsRelease os = OsRelease.UNKNOWN;
    KernelState kernel = KernelState.UNKNOWN;
    Reboot reboot = new Reboot(Reboot.Need.NO, "the newest kernel is running");
    Optional<Duration> uptime = Optional.empty();
    Optional<Duration> listAge = Optional.empty();
    EndOfLife endOfLife = EndOfLife.UNKNOWN;

    /** The release of the updates that are added from now on. */
    Optional<String> release = Optional.empty();

    /** Adds an update from version 1 to 2. */
    TestHost update(String name, UpdateSize size, Optional<Severity> security) {
        return update(name, Optional.of("1"), Optional.of("2"), size, security);
    }

    TestHost update(
            String name, Optional<String> from, Optional<String> to, UpdateSize size, Optional<Severity> security) {
        updates.add(new PendingUpdate(
                name, new PendingUpdate.Change(from, to, size), "somewhere", security, release, Optional.empty()));
        return this;
    }

    TestHost hotfix(String name) {
        return update(name, UpdateSize.PATCH, Optional.of(Severity.UNKNOWN));
    }

    TestHost patch(String name) {
        return update(name, UpdateSize.PATCH, Optional.empty());
    }

    TestHost minor(String name) {
        return update(name, UpdateSize.MINOR, Optional.empty());
    }

    TestHost held(String name) {
        patch(name);
        updates.add(updates.remove(updates.size() - 1).withHeldBy("on hold on the host"));
        return this;
    }

    /** The advice of the default policy, for updates that were first seen today. */
    HostAdvice advice() {
        HostReading reading = new HostReading(
                "docker-01",
                Optional.empty(),
                READ_AT,
                new HostReading.Distribution(os, endOfLife),
                new PackageListing(manager, updates, removed, onHold, notes, listAge.map(READ_AT::minus)),
                new HostReading.Boot(kernel, reboot, uptime));
        return HostAdvice.of(reading, UpdatePolicy.DEFAULT, TODAY, any -> TODAY);
    }
}
