package io.jenkins.plugins.dockereventwatch.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTextsTest {

    private final SecretTexts secrets = new SecretTexts();

    @Test
    void hidesEveryOccurrence() {
        secrets.add("s3cret");

        assertThat(secrets.hide("url=http://u:s3cret@db/?p=s3cret\ns3cret"))
                .isEqualTo("url=http://u:****@db/?p=****\n****");
    }

    @Test
    void hidesLongerSecretAsAWhole() {
        secrets.add("pass");
        secrets.add("password");

        assertThat(secrets.hide("password pass")).isEqualTo("**** ****");
    }

    @Test
    void hidesEncodedAndQuotedForms() {
        secrets.add("it's a s3cret");

        assertThat(secrets.hide("aXQncyBhIHMzY3JldA==")).isEqualTo("****");
        assertThat(secrets.hide("+ echo 'it'\\''s a s3cret'")).isEqualTo("+ echo '****'");
    }

    @Test
    void hidesEachLineOfLongSecret() {
        secrets.add("-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n}\n-----END KEY-----\n");

        assertThat(secrets.hide("  MIIEpAIBAAKCAQEA\n}")).isEqualTo("  ****\n}");
        assertThat(secrets.hide("-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n}\n-----END KEY-----"))
                .isEqualTo("****");
    }

    @Test
    void blankSecretHidesNothing() {
        secrets.add("");
        secrets.add(" ");
        secrets.add(null);

        assertThat(secrets.hide("a b")).isEqualTo("a b");
    }
}
