package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails over TLS, to a server whose certificate is for {@code localhost} and is known to the program's Java. */
class MailTlsIT {

    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void makeCertificate() throws Exception {
        store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"smtp, , false", "smtp, &starttls=required, false", "smtps, , true"})
    void sendsMailOverTls(String scheme, String parameter, boolean fromTheStart) throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello", context(), fromTheStart)) {
            Program.Result result = Program.launch(
                    options(),
                    "{\"Action\":\"die\",\"timeNano\":1}\n",
                    arguments(scheme + "://localhost:" + server.port(), parameter == null ? "" : parameter));

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(server.accepted()).containsExactly("ops@example.org (TLS)");
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "localhost, false"})
    void rejectsUntrustedOrMismatchedCertificates(String host, boolean known) throws Exception {
        Path log = folder.resolve("log.txt");
        Path events = folder.resolve("events.ndjson");
        Files.writeString(events, "{\"Action\":\"die\",\"timeNano\":1}\n");
        try (SmtpScript server = new SmtpScript("220 hello", context(), true)) {
            String[] arguments = arguments("smtps://" + host + ":" + server.port(), "");
            arguments[4] = events.toString();
            Process program = Program.start(known ? options() : Map.of(), List.of(arguments), log);
            try {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> Files.exists(log) && Files.readString(log).contains("trying again"));
                assertThat(Files.readString(log))
                        .contains("mail server " + host, "TLS failed", "certificate must be valid for this host name");
                assertThat(server.accepted()).isEmpty();
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private String[] arguments(String server, String parameter) throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, """
                notifiers:
                  email:
                    url: "%s?from=watch@example.org&to=ops@example.org%s"
                notifications:
                  - {title: everything, notify: [email]}
                """.formatted(server, parameter));
        return new String[] {"replay", "--config", config.toString(), "--events", "-", "--send"};
    }

    private Map<String, String> options() {
        return Map.of(
                "DOCKER_EVENT_WATCH_OPTS",
                "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD + " -Djavax.net.ssl.trustStore=" + store);
    }

    private SSLContext context() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
