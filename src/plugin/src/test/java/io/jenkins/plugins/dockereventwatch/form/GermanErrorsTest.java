package io.jenkins.plugins.dockereventwatch.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.dockereventwatch.availability.MemoryThreshold;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector;
import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.SilenceEnd;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.form.FormChecks.TextCheck;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.settings.channel.TemplateText;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.localizer.LocaleProvider;

/** The errors of forms in a German browser. */
class GermanErrorsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final LocaleProvider usual = LocaleProvider.getProvider();

    @BeforeEach
    void useGerman() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.forLanguageTag("de-CH");
            }
        });
    }

    @AfterEach
    void reset() {
        LocaleProvider.setProvider(usual);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void translatesError(TextCheck check, String text, String expected) {
        Throwable error = catchThrowable(() -> check.check(text));

        assertThat(error).isInstanceOf(IllegalArgumentException.class).hasNoCause();
        assertThat(FormText.message(error)).isEqualTo(expected);
        assertThat(error.getMessage()).isNotEqualTo(expected);
    }

    private static Stream<Arguments> errors() {
        String duration = "erwartet wird eine Zahl mit s, m, h oder d, zum Beispiel 10s, 5m, 4h oder 7d";
        String cron = ", ein Bereich (a-b), eine Liste (a,b), eine Schrittweite (*/n), * oder H";
        String ssh = "erwartet wird [ssh://][benutzer@]host[:port], mit [Klammern] um IPv6-Adressen;"
                + " Passwörter werden nicht unterstützt";
        String host = "erwartet wird unix:///pfad/docker.sock, tcp://host:port[?certificates=ORDNER] oder"
                + " ssh://benutzer@host[:port][/pfad/docker.sock]";
        String pattern =
                "erwartet wird [registry/]pfad[:tag][@digest], mit „*“ für Zeichen eines Teils und „/**“ am Ende"
                        + " für alle Repositorys darunter";
        String days = "zulässig sind mon, tue, wed, thu, fri, sat, sun";
        return Stream.of(
                error(CrashLoopLimit.DEATHS::parse, "1", "Ungültige Zahl „1“: zulässig sind Zahlen von 2 bis 1000"),
                error(DurationText::parse, "soon", "Ungültige Dauer „soon“: " + duration),
                error(
                        MemoryThreshold::parsePercent,
                        "110 %",
                        "Ungültige Zahl „110“: zulässig sind Zahlen von 1 bis 100"),
                error(
                        text -> new ServiceSelector(ServiceSelector.Kind.CONTAINER, text),
                        " web",
                        "Ungültige Auswahl von Containern „ web“: erwartet wird ein Name ohne Leerzeichen am Anfang und"
                                + " Ende"),
                error(
                        text -> new Grouping(
                                List.of(), DurationText.parse("10s"), DurationText.parse(text), Duration.ZERO),
                        "5s",
                        "Ungültiges Intervall „5s“: zulässig ist mindestens die Wartezeit von 10s"),
                error(
                        Grouping::checkField,
                        "Typ",
                        "Ungültiges Feld „Typ“: zulässig sind host, project, container, image, rule und Felder von"
                                + " Ereignissen. Meinten Sie „Type“?"),
                error(
                        RunOption.PIDS_LIMIT::check,
                        "0",
                        "Ungültige Anzahl von Prozessen „0“: zulässig sind 1 bis 9999999; 0 und -1 bedeuten nicht"
                                + " unbegrenzt"),
                error(RunOption.READ_ONLY::check, "yes", "Ungültiger Wert „yes“: zulässig sind true und false"),
                error(
                        RunOption.MEMORY::check,
                        "1,5g",
                        "Ungültige Speichergröße „1,5g“: erwartet wird eine Zahl mit Einheit (b, k, m, g, t), zum Beispiel"
                                + " 512m oder 1.5g"),
                error(
                        RunOption.MEMORY::check,
                        "0",
                        "Ungültige Speichergröße „0“: zulässig sind 1 Byte bis 8 EiB; 0 bedeutet nicht unbegrenzt"),
                error(
                        RunOption.MEMORY::check,
                        "4m",
                        "Ungültiges Speicherlimit „4m“: zulässig sind mindestens 6m, das Minimum von Docker Engine ab"
                                + " 20.10 (davor 4m)"),
                error(
                        RunOption.CPUS::check,
                        "0,5",
                        "Ungültige Anzahl von CPUs „0,5“: erwartet wird eine Dezimalzahl wie 2 oder 0.5"),
                error(
                        RunOption.CPUS::check,
                        "0",
                        "Ungültige Anzahl von CPUs „0“: zulässig sind mindestens 0.01; 0 bedeutet nicht unbegrenzt"),
                error(
                        RunOption.TIME_LIMIT::check,
                        "1 h",
                        "Ungültige Zeit „1 h“: erwartet werden Stunden, Minuten und Sekunden, zum Beispiel 90s, 30m oder"
                                + " 1h30m"),
                error(
                        LimitPolicy::checkNetwork,
                        "host",
                        "Ungültiges Netzwerk „host“: erwartet wird none, bridge oder ein Name"),
                error(
                        LimitPolicy::checkCapability,
                        "net-raw",
                        "Ungültige Capability „net-raw“: erwartet wird ein Name wie NET_RAW"),
                error(
                        LimitPolicy::checkMount,
                        "./x",
                        "Ungültiger Mount „./x“: erwartet wird ein absoluter Pfad unterhalb von / oder der Name eines"
                                + " Volumes"),
                error(
                        text -> DockerHost.parse(text, Map.of()),
                        "http://x",
                        "Ungültiger Docker-Host „http://x“: " + host),
                error(
                        text -> DockerHost.parse(text, Map.of()),
                        "tcp://my_host:1",
                        "Ungültiger Docker-Host „tcp://my_host:1“: Hostnamen dürfen keine Unterstriche enthalten; "
                                + host),
                error(
                        MailUrl::rejectPassword,
                        "smtp://user:x@host",
                        "Ungültige Mail-URL: Sie enthält ein Passwort; speichern Sie es in Zugangsdaten"),
                error(
                        MailUrl::parse,
                        "smtp://host?from=a@x.org&to=b",
                        "Ungültige Adresse im Parameter „to“ der Mail-URL: erwartet wird name@example.org"),
                error(
                        MailUrl::parse,
                        "smtp://host:0?from=a@x.org",
                        "Ungültiger Port in der Mail-URL: erwartet wird eine Zahl von 1 bis 65535"),
                error(
                        text -> StateLocation.PostgreSql.withoutPassword(text, Optional.empty()),
                        "jdbc:postgresql://host/",
                        "Die Datenbank fehlt in „jdbc:postgresql://host/“: erwartet wird"
                                + " jdbc:postgresql://host/database"),
                error(
                        StateLocation.PostgreSql::rejectPassword,
                        "jdbc:postgresql://host/db?password=x",
                        "Ungültige Datenbank-URL „jdbc:postgresql://host/db“: Entfernen Sie die Anmeldung und wählen"
                                + " Sie stattdessen Zugangsdaten"),
                error(
                        ImagePolicy::checkPattern,
                        "ghcr.io",
                        "Ungültiges Image-Muster „ghcr.io“: Schreiben Sie „ghcr.io/**“ für eine Registry oder"
                                + " „docker.io/library/ghcr.io“ für ein Image; " + pattern),
                error(
                        ImagePolicy::checkPattern,
                        "acme/Tool",
                        "Ungültiges Image-Muster „acme/Tool“: Namen von Repositorys werden kleingeschrieben, „Tool“ aber"
                                + " nicht; " + pattern),
                error(
                        ImagePolicy::checkName,
                        "acme/x",
                        "Ungültiger Name eines offiziellen Images „acme/x“: erwartet wird ein Name wie „mysql“"),
                error(
                        ImagePolicy::checkName,
                        "my sql",
                        "Ungültige Image-Referenz „my sql“: unerwartetes Zeichen U+0020 an Position 3; erwartet werden"
                                + " ASCII-Buchstaben, Ziffern und . _ - / : @"),
                error(
                        ImagePolicy::checkTag,
                        "a b",
                        "Ungültiges Tag-Muster „a b“: erwartet werden Buchstaben, Ziffern, „_“, „.“, „-“ sowie „*“ für"
                                + " beliebige Zeichen"),
                error(
                        ImagePolicy::checkSource,
                        "http://x",
                        "Ungültiges Quellenmuster „http://x“: erwartet wird https://host/pfad, mit „*“ für Zeichen eines"
                                + " Teils und „/**“ am Ende für alles darunter"),
                error(
                        Condition::checkPattern,
                        "(die",
                        "Kein RE2-Muster. Meldung von RE2: error parsing regexp: missing closing ): `(die`"),
                error(FieldPath::new, "a..b", "Ein Feldpfad hat keine leeren Teile: „a..b“"),
                error(FieldPath::new, "a.".repeat(50) + "b", "Ein Feldpfad hat höchstens 32 Teile"),
                error(DayNames::day, "Samstag", "Ungültiger Wochentag „Samstag“: " + days),
                error(DayNames::day, "mo", "Ungültiger Wochentag „mo“: " + days + ". Meinten Sie „mon“?"),
                error(
                        GermanErrorsTest::mailTemplate,
                        "Content-Type: multipart/alternative\n\n",
                        "Ungültige Mail-Vorlage: erwartet wird Content-Type: multipart/alternative; boundary=\"TEXT\" und"
                                + " eine Zeile --TEXT vor jedem Teil"),
                error(
                        GermanErrorsTest::mailTemplate,
                        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png\n\n",
                        "Ungültige Teile der Mail-Vorlage: erwartet wird multipart/alternative mit einem Teil text/plain"
                                + " und einem Teil text/html, weder als Anhang noch kodiert (8bit)"),
                error(
                        ActiveHoursText::parse,
                        "mon-fri 8-18",
                        "Ungültige aktive Zeiten „mon-fri 8-18“: erwartet werden Tage und Uhrzeiten, zum Beispiel"
                                + " mon-fri 08:00-18:00"),
                error(
                        FormText::zone,
                        "Europe/Berln",
                        "Ungültige Zeitzone „Europe/Berln“: erwartet wird ein Name wie Europe/Zurich oder UTC"),
                error(
                        GermanErrorsTest::schedule,
                        "weekly",
                        "Ungültiger Zeitplan „weekly“: erwartet werden fünf Felder wie in Jenkins (Minute Stunde Tag Monat"
                                + " Wochentag: „0 8 * * 1“, „H 8 * * 1“, „@weekly“) oder sechs oder sieben wie in Quartz"
                                + " (Sekunde Minute Stunde Tag Monat Wochentag [Jahr]: „0 0 8 ? * MON“). Meldung von"
                                + " Quartz: Illegal characters for this position: 'WEE'"),
                error(
                        GermanErrorsTest::schedule,
                        "@never",
                        "Ungültiger Zeitplan „@never“: zulässig sind @hourly, @daily, @midnight, @weekly, @monthly und"
                                + " @yearly"),
                error(
                        GermanErrorsTest::schedule,
                        "0 8 31 2 *",
                        "Ungültiger Zeitplan „0 8 31 2 *“: Er enthält kein zukünftiges Datum"),
                error(
                        GermanErrorsTest::schedule,
                        "60 8 * * 1",
                        "Ungültige Minute „60“: erwartet wird eine Zahl von 0 bis 59" + cron),
                error(
                        GermanErrorsTest::schedule,
                        "0 24 * * 1",
                        "Ungültige Stunde „24“: erwartet wird eine Zahl von 0 bis 23" + cron),
                error(
                        GermanErrorsTest::schedule,
                        "0 8 32 * *",
                        "Ungültiger Tag des Monats „32“: erwartet wird eine Zahl von 1 bis 31" + cron),
                error(
                        GermanErrorsTest::schedule,
                        "0 8 1 13 *",
                        "Ungültiger Monat „13“: erwartet wird eine Zahl von 1 bis 12" + cron),
                error(
                        GermanErrorsTest::schedule,
                        "0 8 * * 8",
                        "Ungültiger Wochentag „8“: erwartet wird eine Zahl von 0 bis 7" + cron),
                error(
                        Holidays::day,
                        "24.12.2026",
                        "Ungültiges Datum „24.12.2026“: erwartet wird ein Datum wie 2026-12-24"),
                error(
                        text -> Holidays.parse(List.of(text)),
                        "12-32",
                        "Ungültiger Tag „12-32“: erwartet wird ein Tag wie 12-25"),
                error(
                        NamePattern::new,
                        "a*b",
                        "Ungültiger Name „a*b“: erwartet wird ein Name oder ein Präfix mit * am Ende"),
                error(
                        ReminderSettings::checkHostName,
                        "*",
                        "Ungültiger Hostname „*“: erwartet werden 1 bis 200 Zeichen, nicht „*“"),
                error(SshAddress::parse, "-oProxyCommand", "Ungültige SSH-Adresse „-oProxyCommand“: " + ssh),
                error(SshAddress::parse, "me:hunter2@docker-01", "Ungültige SSH-Adresse: " + ssh),
                error(
                        GermanErrorsTest::end,
                        "2 Stunden",
                        "Ungültige Dauer „2 Stunden“: " + duration + ", oder ein Zeitpunkt wie 2026-11-24 18:00"),
                error(
                        GermanErrorsTest::end,
                        "2026-11-24 6 Uhr",
                        "Ungültiger Zeitpunkt „2026-11-24 6 Uhr“: erwartet wird 2026-11-24 18:00 oder eine Dauer wie 30m,"
                                + " 2h oder 7d"),
                error(
                        GermanErrorsTest::end,
                        "2026-11-24 11:00",
                        "Ungültiges Ende „2026-11-24 11:00“: erwartet wird ein Zeitpunkt in der Zukunft"),
                error(
                        GermanErrorsTest::end,
                        "2036-11-24 11:00",
                        "Ungültiges Ende „2036-11-24 11:00“: zulässig sind höchstens "
                                + DurationText.of(SilenceEnd.MAX_DURATION)
                                + " ab jetzt. Um Alarme dauerhaft zu unterdrücken, ändern Sie die Regeln."),
                error(
                        Silence::checkedReason,
                        " ",
                        "Geben Sie einen Grund für die Stummschaltung an, damit andere ihn kennen"),
                error(
                        Silence::checkedReason,
                        "x".repeat(1001),
                        "Der Grund hat 1001 Zeichen; zulässig sind höchstens 1000"));
    }

    private static Arguments error(TextCheck check, String text, String expected) {
        return arguments(check, text, expected);
    }

    private static void mailTemplate(String text) {
        MailText.check(TemplateText.compile(text));
    }

    private static void schedule(String text) {
        CronSchedule.parse(text, ZoneOffset.UTC, "test", Holidays.NONE, NOW);
    }

    private static void end(String text) {
        SilenceEnd.parse(text, NOW, ZoneOffset.UTC);
    }
}
