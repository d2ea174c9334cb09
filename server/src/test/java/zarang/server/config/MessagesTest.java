package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.config.Machine;

/** What an admin is told of mistakes that cannot be seen, or not where they are. */
class MessagesTest {
    /** A machine with loopback and one address of a network. */
    private static final Machine MACHINE =
            new Machine() {
                @Override
                public boolean has(InetAddress address) {
                    return address.isLoopbackAddress()
                            || address.isAnyLocalAddress()
                            || addresses().contains(address.getHostAddress());
                }

                @Override
                public List<String> addresses() {
                    return List.of("192.168.7.5");
                }
            };

    @TempDir Path folder;
    @TempDir Path home;

    @BeforeEach
    void emptyFiles() throws IOException {
        for (String file : HouseRooms.SHIPPED.keys().files()) {
            Files.writeString(folder.resolve(file), "");
        }
    }

    @Test
    void addressToWhichNobodyCanSendIsRefused() {
        assertThat(refused("media.host=0.0.0.0"))
                .containsExactly(
                        "--set media.host: found 0.0.0.0, to which no phone can send: write the"
                                + " address that phones reach, here or in media.advertise; this"
                                + " machine has 192.168.7.5");
        good("media.host=0.0.0.0", "media.advertise=192.168.7.5");
        assertThat(refused("media.advertise=0.0.0.0"))
                .singleElement()
                .asString()
                .startsWith("--set media.advertise: found 0.0.0.0, to which no phone can send");
        assertThat(refused("media.host=203.0.113.7"))
                .containsExactly(
                        "--set media.host: found 203.0.113.7, which this machine does not have; it"
                                + " has 192.168.7.5. The address of a NAT before it belongs into"
                                + " media.advertise");
        good("media.advertise=203.0.113.7");
        assertThat(refused("sip.listen=udp:10.9.8.7:5060"))
                .containsExactly(
                        "--set sip.listen: found 10.9.8.7, which this machine does not have; it has"
                                + " 192.168.7.5");
        assertThat(refused("http.listen=10.9.8.7:80"))
                .singleElement()
                .asString()
                .contains("10.9.8.7");
    }

    @Test
    void mediaHasTheIpVersionOfEveryListener() {
        assertThat(refused("sip.listen=udp:[::1]:5060"))
                .containsExactly(
                        "zarang.yaml:1:1: media.host: found the IPv4 address 127.0.0.1, but"
                                + " sip.listen has udp:[0:0:0:0:0:0:0:1]:5060: who calls there is"
                                + " not heard. Write an IPv6 address here, or take that listener"
                                + " away");
        assertThat(refused("media.host=::1"))
                .singleElement()
                .asString()
                .contains("IPv6 address")
                .contains("Write an IPv4 address here");
        good("sip.listen=udp:[::1]:5060", "media.host=::1");
    }

    @Test
    void loopbackMediaBehindAnOpenListenerIsWarnedOf() {
        assertThat(good("sip.listen=udp:192.168.7.5:5060").warnings())
                .anyMatch(
                        w -> w.contains("can call and hear nothing; this machine has 192.168.7.5"));
        assertThat(good().warnings()).isEmpty();
    }

    @Test
    void networksAreToldApartWhereTheyAreWritten() throws IOException {
        write(
                "trunks.yaml",
                """
                trunks:
                  a:
                    from: [10.1.2.3/8, "[::1/128]", 10.0.0.0/40, carrier]
                  b:
                    from: [192.0.2.1, 192.0.2.0/24]
                  c:
                    from: [192.0.2.1/32, "::1/128", "0:0:0:0:0:0:0:1"]
                """);
        String wanted =
                ", expected a network such as 10.0.0.0/8 or ::1/128, or a host"
                        + " such as sip.provider.ir";
        assertThat(refused())
                .containsExactly(
                        "trunks.yaml:3:12: trunks.a.from[0]: found '10.1.2.3/8'"
                                + wanted
                                + "; the address has bits set after the first 8: the network is"
                                + " 10.0.0.0/8, the one address 10.1.2.3/32",
                        "trunks.yaml:3:24: trunks.a.from[1]: found '[::1/128]'"
                                + wanted
                                + "; write it without brackets, in quotes: \"::1/128\"",
                        "trunks.yaml:3:37: trunks.a.from[2]: found '10.0.0.0/40'"
                                + wanted
                                + "; after the '/' stands a number from 0 to 32",
                        "trunks.yaml:3:50: trunks.a.from[3]: found 'carrier'"
                                + wanted
                                + "; names are not asked of DNS: write the address",
                        "trunks.yaml:7:12: trunks.c.from[0]: is the same network as"
                                + " trunks.b.from[0] at trunks.yaml:5:12, expected each network"
                                + " once",
                        "trunks.yaml:7:37: trunks.c.from[2]: is the same network as"
                                + " trunks.c.from[1] at trunks.yaml:7:26, expected each network"
                                + " once");
        write("trunks.yaml", "trunks: {a: {from: [::1/128]}}\n");
        assertThat(refused())
                .containsExactly(
                        "trunks.yaml:1:21: what begins with ':' stands in quotes here, such as"
                                + " \"::1/128\"");
    }

    @Test
    void faultsOfAWebhookUrlAreSaidOneByOneAndNothingOfItIsShown() throws IOException {
        secret("s", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(url("crm.example/in?token=t0ken"))
                .contains("it has no scheme: begin with https://");
        assertThat(url("ftp://crm.example/t0ken"))
                .contains("its scheme is ftp, expected https or http");
        assertThat(url("https://me:t0ken@crm.example/"))
                .contains("it holds a user or a password before the '@'");
        assertThat(url("https://crm.example/in#t0ken")).contains("it holds a fragment");
        assertThat(url("https://crm.example/in t0ken")).contains("it holds a blank");
        assertThat(url("https://crm.example:99999/t0ken"))
                .contains("its port is no number from 1 to 65535");
        assertThat(url("https://crm.example:0/t0ken")).contains("its port is no number");
        assertThat(url("https:///t0ken")).contains("it names no host");
        assertThat(url("https://my_crm/t0ken")).contains("its host may hold only");
        assertThat(url("https://crm.example:۸۰۸۰/t0ken"))
                .contains("its port is no number")
                .contains("U+06F8 (extended arabic-indic digit eight): write 8");
        assertThat(url("crm example#t0ken"))
                .contains("it holds a blank; it has no scheme")
                .contains("it holds a fragment");
        assertThat(good(hook("http://crm.example/in")).warnings())
                .anyMatch(w -> w.contains("webhooks[0].url") && w.contains("write https"));
        assertThat(good(hook("http://10.1.2.3:8080/in")).warnings()).isEmpty();
        assertThat(good(hook("https://crm.example/in?a=b")).warnings()).isEmpty();
    }

    @Test
    void passwordInTheUrlOfRedisIsSentToItsFile() {
        assertThat(refused("redis.uri=redis://:t0ken@127.0.0.1:6379"))
                .singleElement()
                .asString()
                .contains("write it into redis.password-file")
                .doesNotContain("t0ken");
        assertThat(refused("redis.uri=127.0.0.1:6379"))
                .singleElement()
                .asString()
                .contains("begin with redis://");
    }

    @Test
    void secretFilesThatHoldNoneAreNamedWithTheCure() throws IOException {
        for (String bad : List.of("", "  ", "short", "two\nlines of it")) {
            secret("pw", bad);
            assertThat(refused("redis.uri=redis://127.0.0.1:6379", "redis.password-file=pw"))
                    .singleElement()
                    .asString()
                    .contains("pw ")
                    .contains("write the secret into it, in one line");
        }
    }

    @Test
    void persianSignsInValuesAndNamesAreNamed() throws IOException {
        write(
                "zarang.yaml",
                "sip: {max-calls: ۱۰۰, listen: [udp:127.0.0.1:5060، tcp:127.0.0.1:5060]}\n");
        write("queues.yaml", "queues: {sales\u200b2: {}, other: {size: \"7\"}}\n");
        assertThat(refused())
                .anyMatch(f -> f.contains("sip.max-calls") && f.contains("U+06F1"))
                .anyMatch(f ->
                        f.contains("sip.listen") && f.contains("U+060C (arabic comma): write ,"))
                .anyMatch(f -> f.contains("found the name") && f.contains("U+200B"))
                .anyMatch(f -> f.contains("found '7'") && f.contains("take the quotes away"));
    }

    @Test
    void pathsBeginAtTheConfigurationOrAtHomeAndNeverWhereTheShellStands() throws IOException {
        Settings usual = good().settings();
        assertThat(usual.ivr().scripts()).isEqualTo(folder.resolve("ivr-scripts/scripts"));
        Files.createDirectories(home.resolve("ivr-scripts/scripts"));
        Files.createDirectories(home.resolve("ivr-scripts/prompts"));
        assertThat(good().settings().ivr().scripts())
                .isEqualTo(home.resolve("ivr-scripts/scripts"));
        Files.createDirectories(folder.resolve("ivr-scripts/prompts"));
        Settings mixed = good("recordings.folder=rec").settings();
        assertThat(mixed.ivr().prompts()).isEqualTo(folder.resolve("ivr-scripts/prompts"));
        assertThat(mixed.recording().folder()).contains(folder.resolve("rec"));
        assertThat(good("ivr.scripts=/srv/x").settings().ivr().scripts())
                .isEqualTo(Path.of("/srv/x"));
    }

    @Test
    void figuresAreOpenOnLoopbackAlone() {
        assertThat(good().settings().http().metricsOpen()).isTrue();
        assertThat(good("http.listen=0.0.0.0:8080").settings().http().metricsOpen()).isFalse();
        assertThat(good("http.metrics=token").settings().http().metricsOpen()).isFalse();
        assertThat(
                        good("http.listen=0.0.0.0:8080", "http.metrics=open")
                                .settings()
                                .http()
                                .metricsOpen())
                .isTrue();
        assertThat(refused("http.metrics=yes"))
                .singleElement()
                .asString()
                .contains("open or token");
    }

    private String url(String url) {
        List<String> findings = refused(hook(url));
        assertThat(findings).singleElement().asString().doesNotContain("t0ken");
        return findings.getFirst();
    }

    private static String[] hook(String url) {
        return new String[] {"webhooks[0].url=" + url, "webhooks[0].secret-file=s"};
    }

    private void secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Loaded.Good good(String... overrides) {
        Loaded loaded = load(overrides);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return (Loaded.Good) loaded;
    }

    private List<String> refused(String... overrides) {
        Loaded loaded = load(overrides);
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        return ((Loaded.Refused) loaded)
                .findings().stream().map(line -> line.replace(folder + "/", "")).toList();
    }

    private Loaded load(String... overrides) {
        return new SettingsReader(HouseRooms.SHIPPED, folder, MACHINE, home)
                .load(List.of(overrides));
    }
}
