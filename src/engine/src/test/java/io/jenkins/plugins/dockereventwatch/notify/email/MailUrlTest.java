package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "smtp://u:p@mail.example.org?from=a@x.org&to=b@x.org, STARTTLS_REQUIRED",
        "smtp://u:p@127.0.0.1.example.org?from=a@x.org&to=b@x.org, STARTTLS_REQUIRED",
        "smtp://u:p@[2001:db8::1]?from=a@x.org&to=b@x.org, STARTTLS_REQUIRED",
        "smtp://u:p@mail.example.org?from=a@x.org&to=b@x.org&starttls=never, NONE",
        "smtps://u:p@mail.example.org?from=a@x.org&to=b@x.org, TLS",
        "smtp://mail.example.org?from=a@x.org&to=b@x.org, STARTTLS_IF_OFFERED",
        "smtp://u:p@localhost:25?from=a@x.org&to=b@x.org, STARTTLS_IF_OFFERED",
        "smtp://u:p@127.0.0.1?from=a@x.org&to=b@x.org, STARTTLS_IF_OFFERED",
        "smtp://u:p@[::1]?from=a@x.org&to=b@x.org, STARTTLS_IF_OFFERED",
        "smtp://u:p@[0:0:0:0:0:0:0:1]?from=a@x.org&to=b@x.org, STARTTLS_IF_OFFERED"
    })
    void requiresTlsForPasswords(String url, MailServer.Security security) {
        assertThat(MailUrl.parse(url).server().security()).isEqualTo(security);
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
