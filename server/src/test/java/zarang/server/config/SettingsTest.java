package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.CallTermination;
import zarang.call.Points;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.loyalty.keys.ClubSettings;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.points.ContactTerms;
import zarang.loyalty.points.EarningRule;
import zarang.routing.queue.QueueSettings;

/**
 * A configuration folder from file to settings, and every kind of mistake as the admin reads it.
 */
class SettingsTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir Path folder;
    private ConfigFolder conf;

    @BeforeEach
    void emptyFiles() throws IOException {
        conf = new ConfigFolder(folder);
    }

    @Test
    void whatShipsIsRightAndSaysTheDefaults() {
        Loaded loaded = SettingsReader.load(Path.of("..", "conf"), List.of());
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        Loaded.Good good = (Loaded.Good) loaded;
        assertThat(good.warnings()).isEmpty();
        Settings settings = good.settings();
        assertThat(settings.sip().listen().toString())
                .isEqualTo("[udp:127.0.0.1:5060, tcp:127.0.0.1:5060]");
        assertThat(settings.numbers()).containsOnly(Map.entry("1000", "hotline"));
        assertThat(settings.redis().uri()).isEmpty();
        assertThat(settings.trunks()).hasSize(1);
        assertThat(settings.trunks().getFirst().trustCallerNumber()).isTrue();
        assertThat(settings.club().earning())
                .containsExactly(
                        new EarningRule(
                                "phone-contact",
                                "call.ended",
                                Points.of(2),
                                new ContactTerms(
                                        Duration.ofSeconds(5),
                                        Duration.ZERO,
                                        ContactTerms.ANY.results(),
                                        10)));
        assertThat(settings.club().tiers()).isEqualTo(ClubTiers.SHIPPED);
        assertThat(settings.club().timeZone()).isEqualTo(ZoneId.of("Asia/Tehran"));
        assertThat(settings.floor().agents()).hasSize(1);
        assertThat(settings.floor().queues())
                .containsExactly(QueueSettings.defaults(new QueueName("sales")));
        assertThat(settings.recording().in(Path.of("data")).folder())
                .isEqualTo(Path.of("data", "recordings"));
    }

    @Test
    void theClubsRulesAndTitlesAreRead() throws IOException {
        conf.write(
                "loyalty.yaml",
                """
                tiers: [blue, {gold: {title: طلایی}}]
                time-zone: Europe/Berlin
                earning:
                  talk: {points: 1.5, min-connected: 1m, min-talk: 20s, results: [served], per-day: 0}
                """);
        ClubSettings club = conf.good().club();
        assertThat(club.tiers().all()).containsExactly(new Tier("blue"), Tier.GOLD);
        assertThat(club.tiers().read("طلائي")).contains(Tier.GOLD);
        assertThat(club.tiers().lowest()).isEqualTo(new Tier("blue"));
        assertThat(club.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(club.earning())
                .containsExactly(
                        new EarningRule(
                                "talk",
                                "call.ended",
                                new Points(150),
                                new ContactTerms(
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(20),
                                        Set.of(CallTermination.Result.SERVED),
                                        0)));
        assertThat(conf.good("tiers=a,b").club().tiers().titles()).isEmpty();
    }

    @Test
    void mistakesOfTheClubAreNamed() throws IOException {
        conf.write(
                "loyalty.yaml",
                """
                tiers:
                  - bronze
                  - gold: {titel: طلایی}
                  - {silver: {title: ""}}
                time-zone: Mars/Olympus
                earning:
                  talk: {points: 1, min-connected: -1s, results: [not-answered], per-day: 1001}
                """);
        assertThat(conf.refused())
                .anyMatch(f ->
                        f.startsWith(
                                "loyalty.yaml:3:12: tiers[1].gold.titel: unknown key; did you"))
                .anyMatch(f -> f.contains("tiers[1].gold.title: is missing, expected 1 to 40"))
                .anyMatch(f -> f.contains("tiers[2].silver.title: found ''"))
                .anyMatch(f ->
                        f.startsWith(
                                "loyalty.yaml:5:12: time-zone: found 'Mars/Olympus', expected a"
                                        + " time zone such as Asia/Tehran"))
                .anyMatch(f -> f.contains("min-connected: found '-1s', expected a duration"))
                .anyMatch(f -> f.contains("found 'not-answered', expected one of served"))
                .anyMatch(f -> f.contains("per-day: found 1001, expected a whole number"));
        conf.write("loyalty.yaml", "tiers: [gold, {blue: {title: Gold}}]");
        assertThat(conf.refused()).anyMatch(f -> f.contains("written alike"));
    }

    @Test
    void emptyFilesAreAllDefaults() {
        assertThat(conf.good().media().portMin()).isEqualTo(20_000);
        assertThat(conf.good().floor().queues()).isEmpty();
        assertThat(conf.good().numbers()).containsEntry("1000", "hotline");
    }

    @Test
    void setCountsBeforeTheFiles() throws IOException {
        conf.write("zarang.yaml", "media: {ports: 30000-30100}\nnumbers: {1000: other}");
        conf.write("queues.yaml", "queues: {sales: {ring-timeout: 5s}, support: }");
        Settings settings =
                conf.good(
                        "sip.listen=udp:127.0.0.1:5070,tcp:127.0.0.2:0",
                        "media.ports=40000-40100",
                        "numbers.2000=second",
                        "queues.sales.size=7",
                        "recordings.enabled=false",
                        "ivr.languages=en");
        assertThat(settings.sip().listen()).hasSize(2);
        assertThat(settings.sip().listen().getLast().toString()).isEqualTo("tcp:127.0.0.2:0");
        assertThat(settings.media().portMin()).isEqualTo(40_000);
        assertThat(settings.numbers()).containsKeys("1000", "2000");
        assertThat(settings.floor().queues()).hasSize(2);
        assertThat(settings.floor().queues().getFirst().size()).isEqualTo(7);
        assertThat(settings.floor().queues().getFirst().ringTimeout())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.recording().enabled()).isFalse();
        assertThat(settings.ivr().languages()).containsExactly("en");
    }

    @Test
    void everyMistakeIsNamedAtOnce() throws IOException {
        conf.write(
                "zarang.yaml",
                """
                sip:
                  listen: [udp:127.0.0.1:5060, sctp:127.0.0.1:5060]
                  max-cals: 5
                  max-calls: many
                media:
                  ports: 30000-20000
                  silence-timeout: 2h
                http: yes
                queues: {}
                """);
        conf.write("agents.yaml", "agents: {'2001': {queues: [sales]}, '2002': {name: x}}");
        assertThat(conf.refused("drain-timeout=soon", "sip.relm=x", "media.loops"))
                .containsExactly(
                        "--set drain-timeout: found 'soon', expected a duration from 0s to 1h",
                        "--set media.loops: found no '=', expected key=value",
                        "--set sip.relm: unknown key; did you mean 'sip.realm'?",
                        "agents.yaml:1:27: agents.2001.queues: found 'sales', expected queues of"
                                + " queues.yaml: []",
                        "agents.yaml:1:45: agents.2002.queues: is missing, expected a list of 1 to"
                                + " 64, each 1 to 32 letters, digits, '.', '_' or '-'",
                        "zarang.yaml:2:32: sip.listen[1]: found 'sctp:127.0.0.1:5060', expected"
                                + " udp:ADDRESS:PORT or tcp:ADDRESS:PORT",
                        "zarang.yaml:3:3: sip.max-cals: unknown key; did you mean 'max-calls'?",
                        "zarang.yaml:4:14: sip.max-calls: found 'many', expected a whole number from"
                                + " 1 to 100000",
                        "zarang.yaml:6:10: media.ports: found '30000-20000', expected a port range"
                                + " such as 20000-29999, within 1024-65535",
                        "zarang.yaml:7:20: media.silence-timeout: found '2h', expected a duration"
                                + " from 0s to 1h",
                        "zarang.yaml:8:7: http: found 'yes', expected keys and values",
                        "zarang.yaml:9:1: queues: stands in the wrong file, expected in queues.yaml");
    }

    @Test
    void aNumberInTwoSpellingsIsNamedWithBothItsPlaces() throws IOException {
        conf.write(
                "zarang.yaml",
                """
                numbers:
                  "02188776655": a
                  "1000": b
                  "+982188776655": c
                  "10-00": d
                """);
        assertThat(conf.refused())
                .containsExactly(
                        "zarang.yaml:4:20: numbers.+982188776655: is the same number as"
                                + " '02188776655' at zarang.yaml:2:18, expected each number once",
                        "zarang.yaml:5:12: numbers.10-00: is the same number as '1000' at"
                                + " zarang.yaml:3:11, expected each number once");
        conf.write("zarang.yaml", "numbers: {'02188776655': a, '1000': b, '2188776654': c}");
        assertThat(conf.good().numbers()).hasSize(3);
        conf.write("loyalty.yaml", "region: ZZ");
        assertThat(conf.refused())
                .containsExactly(
                        "loyalty.yaml:1:9: region: found 'ZZ', expected a country of two letters"
                                + " such as IR");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve("trunks.yaml"));
        assertThat(conf.refused()).containsExactly("trunks.yaml:1:1: there is no such file");
    }

    @Test
    void webhooksNameTheirSecretFile() throws IOException {
        secret("crm-secret", SECRET, "rw-------");
        conf.write(
                "zarang.yaml",
                """
                webhooks:
                  - {id: crm, url: "https://crm.example/in?token=abc", secret-file: crm-secret, events: [call.ended]}
                """);
        Settings settings = conf.good();
        assertThat(settings.webhooks()).hasSize(1);
        assertThat(settings.webhooks().getFirst().secret().reveal()).isEqualTo(SECRET);
        assertThat(settings.webhooks().getFirst().events()).containsExactly("call.ended");
        assertThat(settings.toString()).doesNotContain("whsec_").doesNotContain("token");
    }

    @Test
    void aWebhookMayComeFromTheCommandLine() throws IOException {
        Path file = secret("elsewhere", SECRET, "rw-------");
        Settings settings =
                conf.good(
                        "webhooks[0].id=crm",
                        "webhooks[0].url=http://127.0.0.1:9000/",
                        "webhooks[0].secret-file=" + file,
                        "webhooks[0].events=call.started,call.ended");
        assertThat(settings.webhooks().getFirst().events()).hasSize(2);
    }

    @Test
    void webhookNeedsNoNameAndASecretThatOthersMayReadIsWarnedOf() throws IOException {
        secret("crm-secret", SECRET.substring("whsec_".length()), "rw-r--r--");
        conf.write(
                "zarang.yaml",
                "webhooks: [{url: \"https://crm.example/in?token=abc\", secret-file: crm-secret}]\n");
        Loaded.Good good = (Loaded.Good) SettingsReader.load(folder, List.of());
        assertThat(good.settings().webhooks().getFirst().id()).matches("hook-[0-9a-f]{8}");
        assertThat(good.warnings())
                .anyMatch(w -> w.contains("others may read") && w.contains("chmod 600"));
    }

    @Test
    void secretsAreCheckedAndNeverShown() throws IOException {
        secret("open", SECRET, "rw-rw-r--");
        secret("wrong", "hunter2", "rw-------");
        conf.write(
                "zarang.yaml",
                """
                redis: {uri: "redis://:hunter2@127.0.0.1:6379"}
                webhooks:
                  - {id: a, url: "http://h/", secret-file: open}
                  - {id: b, url: "http://me:hunter2@h/", secret-file: wrong}
                  - {id: a, url: "http://h/", secret-file: none, events: [call.ende]}
                """);
        List<String> findings = conf.refused();
        assertThat(findings)
                .anyMatch(f ->
                        f.startsWith(
                                "zarang.yaml:1:14: redis.uri: found something else (not shown)"))
                .anyMatch(f ->
                        f.contains("webhooks[0].secret-file: others may write")
                                && f.contains("chmod 600"))
                .anyMatch(f -> f.contains("url: found something else (not shown)"))
                .anyMatch(f -> f.contains("webhooks[1].secret-file: the file holds something else"))
                .anyMatch(f -> f.contains("webhooks[2].secret-file: there is no file"))
                .anyMatch(f -> f.contains("found 'call.ende', expected one of agent.offered"))
                .anyMatch(f -> f.contains("webhooks[2].id: found 'a' twice"))
                .noneMatch(f -> f.contains("hunter2") || f.contains("whsec_Mf"));
    }

    @Test
    void aListenerThatOthersReachIsWarnedOf() {
        Loaded loaded = SettingsReader.load(folder, List.of("sip.listen=udp:0.0.0.0:5060"));
        assertThat(((Loaded.Good) loaded).warnings())
                .contains(
                        "--set sip.listen: warning: listens on 0.0.0.0, which others can reach; see"
                                + " that a firewall stands before it");
    }

    @Test
    void aListenerIsAnAddressSoThatNoStartWaitsForDns() {
        assertThat(conf.good("sip.listen=tcp:localhost:0").sip().listen())
                .hasToString("[tcp:127.0.0.1:0]");
        assertThat(conf.refused("sip.listen=udp:sip.example.com:5060"))
                .containsExactly(
                        "--set sip.listen: found 'udp:sip.example.com:5060', expected"
                                + " udp:ADDRESS:PORT or tcp:ADDRESS:PORT");
    }

    private Path secret(String name, String text, String mode) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }
}
