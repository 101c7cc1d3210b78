package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.PluginWrapper;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Libraries that other plugins offer, found through real class loaders by the archive that the default build makes. */
@WithPostgres
class PackagedPluginWithPostgresTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().omitPlugins("docker-event-watch").addPlugins("docker-event-watch.hpi");

    @Test
    void opensDatabaseWithLibrariesOfOtherPlugins(PostgresServer postgres) throws Throwable {
        String url = postgres.createDatabase();

        jenkins.then(rule -> {
            opensStateIn(url);
        });
    }

    private static void opensStateIn(String url) throws Exception {
        assertThat(Store.class.getClassLoader()).isSameAs(plugin("docker-event-watch").classLoader);
        assertComesFrom("flyway-api", "org.flywaydb.core.Flyway");
        assertComesFrom("postgresql-api", "org.postgresql.ds.PGSimpleDataSource");
        try (Store store = Store.open(StateLocation.parse(url))) {
            long migrations = store.transaction(sql ->
                    sql.of("select count(*) from schema_history where success").count());
            assertThat(migrations).isPositive();
        }
    }

    private static void assertComesFrom(String offering, String className) throws ClassNotFoundException {
        assertThat(plugin("docker-event-watch").classLoader.loadClass(className).getClassLoader())
                .as(className)
                .isSameAs(plugin(offering).classLoader);
    }

    private static PluginWrapper plugin(String name) {
        return Jenkins.get().getPluginManager().getPlugin(name);
    }
}
