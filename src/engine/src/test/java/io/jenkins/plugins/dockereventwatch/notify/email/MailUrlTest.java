package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Addresses whose password is kept elsewhere; those with one are in the tests of config.yml. */
class MailUrlTest {

    @Test
    void combinesUserWithSeparatePassword() {
        MailUrl url = MailUrl.parseWithoutPassword(
                "smtps://watch@example.org@mail.example.org?from=watch@example.org", Optional.of(new Secret("p:@%")));

        assertThat(url.to()).isEmpty();
        assertThat(url.server().port()).isEqualTo(465);
        assertThat(url.server().login()).hasValueSatisfying(login -> {
            assertThat(login.user()).isEqualTo("watch@example.org");
            assertThat(login.password().reveal()).isEqualTo("p:@%");
        });
    }

    @Test
    void hasNoLoginWithoutUser() {
        assertThat(MailUrl.parseWithoutPassword(
                                "smtp://mail.example.org?from=watch@example.org", Optional.of(new Secret("p")))
                        .server()
                        .login())
                .isEmpty();
    }

    @Test
    void rejectsPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() -> MailUrl.parseWithoutPassword(
                        "smtp://user:hush@mail.example.org?from=watch@example.org", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("hush");
    }
}
