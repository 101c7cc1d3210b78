package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.KnownCredentials;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "jdbc:mysql://db.example.org/watch?password=hunter2, credentials",
        "postgres://watch:hunter2@db.example.org/watch, credentials",
        "watch:hunter2@db.example.org/watch, credentials",
        "jdbc:mysql://db.example.org/watch, " + PluginExpectedTexts.INVALID_DATABASE_URL,
        "/var/lib/watch, " + PluginExpectedTexts.INVALID_DATABASE_URL,
        "jdbc:postgresql://db.example.org/wa tch, expected jdbc:postgresql://host/database",
        "memory, " + PluginExpectedTexts.INVALID_DATABASE_URL,
    })
    void rejectsInvalidUrlsAndPasswords(String url, String said) {
        assertThatThrownBy(() -> {
                    setting.setUrl(url);
                    setting.shared(new KnownCredentials());
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://watch:hunter2@db.example.org/watch",
                "jdbc:postgresql://db.example.org/watch?user=watch&PASSWORD=hunter2",
                "postgres://watch:hunter2@db.example.org/watch"
            })
    void setterRejectsPasswords(String url) {
        assertThatThrownBy(() -> setting.setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("hunter2");
        assertThat(setting.getUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://u:hunter2@h?from=a@example.org&to=b@example.org",
                "smtp://u@x:p@?hunter2@h?to=b@example.org",
                "SMTPS://u:hunter2@h",
                "mail://u:hunter2@h:25?from=a@example.org",
                "u:hunter2@h",
                "smtp://h?from=a@example.org&password=hunter2"
            })
    void mailChannelRejectsPasswords(String url) {
        assertThatThrownBy(() -> new SmtpChannel("mail", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store the password in credentials")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://u@example.org@h:25?from=a@example.org&to=b@example.org",
                "smtp://h:25?from=a@example.org&to=b@example.org",
                "smtp://[::1]:25?to=b@example.org",
                "not a URL",
                ""
            })
    void mailChannelAcceptsOtherUrls(String url) {
        assertThat(new SmtpChannel("mail", url).url).isEqualTo(url);
    }
}
