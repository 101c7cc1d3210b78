package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.settings.credentials.KnownCredentials;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the setting for the state comes to which database. */
class StateSettingTest {

    private final StateSetting setting = new StateSetting();

    @Test
    void usesFolderWithoutDatabase() throws Exception {
        setting.setUrl("  ");
        setting.setCredentialsId("watch-db");

        assertThat(setting.shared(new KnownCredentials())).isEmpty();
    }

    @Test
    void userAndPasswordComeFromCredentials() throws Exception {
        setting.setUrl(" jdbc:postgresql://db.example.org/watch?sslmode=require ");
        setting.setCredentialsId("watch-db");

        Optional<StateLocation.PostgreSql> shared = setting.shared(new KnownCredentials());

        assertThat(shared)
                .contains(new StateLocation.PostgreSql(
                        "jdbc:postgresql://db.example.org/watch?sslmode=require",
                        Optional.of(new Login("watch", new Secret("s3cret")))));
        assertThat(shared.get().login().orElseThrow()).asString().doesNotContain("s3cret");
        assertThat(shared.get()).asString().doesNotContain("s3cret");
    }

    @Test
    void unknownCredentialsAreNamed() {
        setting.setUrl("jdbc:postgresql://db.example.org/watch");
        setting.setCredentialsId("gone");

        assertThatThrownBy(() -> setting.shared(new KnownCredentials()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://watch:hunter2@db.example.org/watch, credentials",
        "jdbc:postgresql://db.example.org/watch?user=watch&password=hunter2, credentials",
        "jdbc:postgresql://db.example.org/watch?sslkey=a&sslpassword=hunter2, credentials",
        "jdbc:postgresql://db.example.org, Missing database",
        "jdbc:mysql://db.example.org/watch?password=hunter2, " + PluginExpectedTexts.INVALID_DATABASE_URL,
        "postgres://watch:hunter2@db.example.org/watch, " + PluginExpectedTexts.INVALID_DATABASE_URL,
        "jdbc:mysql://db.example.org/watch, " + PluginExpectedTexts.INVALID_DATABASE_URL,
        "/var/lib/watch, " + PluginExpectedTexts.INVALID_DATABASE_URL,
        "jdbc:postgresql://db.example.org/wa tch, expected jdbc:postgresql://host/database",
        "memory, " + PluginExpectedTexts.INVALID_DATABASE_URL,
    })
    void rejectsInvalidUrlsAndPasswords(String url, String said) {
        setting.setUrl(url);

        assertThatThrownBy(() -> setting.shared(new KnownCredentials()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("hunter2");
    }
}
