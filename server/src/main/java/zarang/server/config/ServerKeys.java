package zarang.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zarang.server.facts.HouseFacts;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.transport.ListenAddress;

/** The keys of {@code zarang.yaml}. */
final class ServerKeys {
    private static final KeyTable ZARANG = new KeyTable(ConfigFile.ZARANG);

    private static final Duration S_1 = Duration.ofSeconds(1);
    private static final Duration M_1 = Duration.ofMinutes(1);
    private static final Duration H_1 = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NONE = Duration.ZERO;

    static final Set<String> EVENTS = HouseFacts.told();

    // SIP

    static final Key<List<ListenAddress>> SIP_LISTEN =
            ZARANG.of(
                    "sip.listen",
                    Kind.several(
                            Kind.one("udp:ADDRESS:PORT or tcp:ADDRESS:PORT", Values::listener),
                            1,
                            16),
                    "[udp:127.0.0.1:5060, tcp:127.0.0.1:5060]",
                    "Where SIP is spoken; anything but loopback is warned of at the start.");
    static final Key<String> SIP_REALM =
            ZARANG.of(
                    "sip.realm",
                    Values.text(
                            "text of 1 to 64 characters without quotes",
                            "[^\"\\\\\\p{Cntrl}]{1,64}"),
                    "zarang",
                    "Realm of digest authentication, which agents' phones show.");
    static final Key<List<DigestAlgorithm>> SIP_DIGEST =
            ZARANG.of(
                    "sip.digest",
                    Kind.several(
                            Kind.one("MD5 or SHA-256", Values::digest),
                            1,
                            DigestAlgorithm.values().length),
                    "[MD5]",
                    "Digest algorithms offered to phones, in this order. Many phones fail when"
                            + " SHA-256 is offered, even beside MD5.");
    static final Key<Duration> SIP_REGISTRATION_MIN =
            ZARANG.of(
                    "sip.registration-min",
                    Kind.span(S_1, DAY),
                    "60s",
                    "A phone that wants to be registered for less is told this (423).");
    static final Key<Duration> SIP_REGISTRATION_MAX =
            ZARANG.of(
                    "sip.registration-max",
                    Kind.span(S_1, DAY),
                    "120s",
                    "Longest registration: a phone that wants more registers again within this, so a"
                            + " phone that vanished is known to be gone, and one that was forgotten"
                            + " is back.");
    static final Key<Integer> SIP_MAX_CALLS =
            ZARANG.of(
                    "sip.max-calls",
                    Kind.whole(1, 100_000),
                    "1000",
                    "Calls at one time; one more is refused with 503.");
    static final Key<Duration> SIP_CALL_LONGEST =
            ZARANG.of(
                    "sip.call-longest",
                    Kind.span(M_1, DAY),
                    "4h",
                    "A call that lasts longer is ended.");

    static final Key<Boolean> SIP_UNKNOWN =
            ZARANG.of(
                    "sip.unknown-sources",
                    Kind.one("refuse or accept", Values::acceptance),
                    "refuse",
                    "Calls from an address of no trunk: refused with 403, or taken, their numbers"
                            + " not believed. An agent's phone is no trunk.");
    static final Key<Integer> SIP_SOURCE_CALLS =
            ZARANG.of(
                    "sip.source-calls",
                    Kind.whole(1, 100_000),
                    "10",
                    "Calls in progress of one address of no trunk, where they are accepted; one more"
                            + " is refused with 503.");
    static final Key<Integer> SIP_TRUNK_CALLS =
            ZARANG.without(
                    "sip.trunk-calls",
                    Kind.whole(1, 100_000),
                    "sip.max-calls",
                    "Calls in progress of one address of a trunk; one more is refused with 503.");
    static final Key<Integer> SIP_TRUNK_UNANSWERED =
            ZARANG.without(
                    "sip.trunk-unanswered",
                    Kind.whole(1, 100_000),
                    "a quarter of what sip.max-calls and media.ports allow, at least 20",
                    "Those of them that have no answer yet, or none that the trunk acknowledged.");

    static final Key<Integer> SIP_SOURCE_RATE =
            ZARANG.of(
                    "sip.source-rate",
                    Kind.whole(2, 1_000_000),
                    "200",
                    "SIP messages a second of one address that is no trunk and has no registered"
                            + " phone and no call; half of it from one port. Datagrams over it are"
                            + " dropped unread, TCP is read later.");
    static final Key<Integer> SIP_TRUNK_RATE =
            ZARANG.of(
                    "sip.trunk-rate",
                    Kind.whole(2, 1_000_000),
                    "4000",
                    "The same of one address of a trunk, or with registered phones or calls. A call"
                            + " takes about 5 messages.");
    static final Key<Integer> SIP_SOURCE_CONNECTIONS =
            ZARANG.of(
                    "sip.source-connections",
                    Kind.whole(1, 4_096),
                    "64",
                    "TCP connections of one address that carry neither a registered phone nor a"
                            + " call; of a trunk's address 1024. One more is closed at once.");

    // media

    static final Key<InetAddress> MEDIA_HOST =
            ZARANG.of(
                    "media.host",
                    Values.host(),
                    "127.0.0.1",
                    "Address of every RTP socket, one of this machine; of the IP version of"
                            + " sip.listen.");
    static final Key<InetAddress> MEDIA_ADVERTISE =
            ZARANG.without(
                    "media.advertise",
                    Values.host(),
                    "media.host",
                    "Address that SDP names, when a NAT stands before Zarang; required where"
                            + " media.host is 0.0.0.0.");
    static final Key<PortRange> MEDIA_PORTS =
            ZARANG.of(
                    "media.ports",
                    Kind.one(
                            "a port range such as 20000-29999, within 1024-65535",
                            PortRange::parse),
                    "20000-29999",
                    "UDP ports for RTP; a leg takes two.");
    static final Key<Integer> MEDIA_LOOPS =
            ZARANG.without(
                    "media.loops", Kind.whole(1, 256), "one for two cores", "Media threads.");
    static final Key<Duration> MEDIA_SILENCE =
            ZARANG.of(
                    "media.silence-timeout",
                    Kind.span(NONE, H_1),
                    "30s",
                    "A leg that is to speak, or was never heard, and sends no RTP this long is"
                            + " ended, unless it listens to somebody; 0s is never, else at least 1s.");
    static final Key<Duration> MEDIA_HOLD =
            ZARANG.of(
                    "media.hold-timeout",
                    Kind.span(S_1, DAY),
                    "15m",
                    "The same for a leg that need not speak: it holds, only listens, or is mute.");
    static final Key<String> MEDIA_HOLD_MUSIC =
            ZARANG.of(
                    "media.hold-music",
                    Values.text("a prompt's name of 1 to 64 characters", "[^\\s\\p{Cntrl}]{1,64}"),
                    "hold-music",
                    "Prompt for whoever is held, unless it heard a queue's music before.");
    static final Key<Duration> MEDIA_PORT_REST =
            ZARANG.of(
                    "media.port-rest",
                    Kind.span(NONE, M_1),
                    "2s",
                    "How long a port rests after a call, so that its late packets reach nobody.");
    static final Key<Duration> MEDIA_LEARNING =
            ZARANG.of(
                    "media.learning-window",
                    Kind.span(NONE, M_1),
                    "10s",
                    "Time in which another address than the SDP's (NAT) must prove itself, from its"
                            + " first packet on; 0s: none is ever learned.");

    // HTTP, Redis, life

    static final Key<InetSocketAddress> HTTP_LISTEN =
            ZARANG.of(
                    "http.listen",
                    Kind.one("ADDRESS:PORT", Values::hostPort),
                    "127.0.0.1:8080",
                    "Where HTTP is served; anything but loopback is warned of at the start.");
    static final Key<Boolean> HTTP_METRICS_OPEN =
            ZARANG.without(
                    "http.metrics",
                    Kind.one("open or token", Values::isOpen),
                    "open on loopback, else token",
                    "Whether GET /metrics is open to all who reach http.listen, or asks for the"
                            + " admin token.");
    static final Key<URI> REDIS_URI =
            ZARANG.without(
                    "redis.uri",
                    Kind.masked(
                            "redis://HOST:PORT or rediss://HOST:PORT, without a password:"
                                    + " that lies in redis.password-file",
                            Values::redis,
                            UrlFaults::ofRedis),
                    "an embedded Redis",
                    "The Redis that several processes share.");
    static final Key<String> REDIS_PASSWORD_FILE =
            ZARANG.without(
                    "redis.password-file",
                    Values.file(),
                    "no password",
                    "File with the password for redis.uri, mode 600.");
    static final Key<Integer> REDIS_MEMORY_MAX_MIB =
            ZARANG.of(
                    "redis.memory-max-mib",
                    Kind.whole(64, 1_048_576),
                    "2048",
                    "MiB that the embedded Redis may use; beyond, events wait on disk. A call is"
                            + " some 4 kB for journal.keep.");
    static final Key<Duration> DRAIN_TIMEOUT =
            ZARANG.of(
                    "drain-timeout",
                    Kind.span(NONE, H_1),
                    "30s",
                    "How long running calls may finish after SIGTERM. Callers who are left then hear"
                            + " a last word, 10 s at most.");

    static final Key<Duration> PLACE_KEPT =
            ZARANG.of(
                    "place-kept",
                    Kind.span(NONE, H_1),
                    "10m",
                    "How long callers who were waiting when the process died have their old place"
                            + " in the queue if they redial from the same trusted number; 0s: never.");
    static final Key<Boolean> LOG_CALLERS =
            ZARANG.of(
                    "log.shortened-callers",
                    Kind.flag(),
                    "false",
                    "Whether log lines show callers' numbers with the middle left out, such as"
                            + " +98912***4567. A whole number is never logged.");

    // webhooks

    static final Key<String> WEBHOOK_ID =
            ZARANG.without(
                    "webhooks.*.id",
                    Values.text("1 to 32 letters, digits, '-' or '_'", "[A-Za-z0-9_-]{1,32}"),
                    "made from the url",
                    "Its name in logs and metrics, and of what is due to it; name it to change the"
                            + " url later without losing that.");
    static final Key<URI> WEBHOOK_URL =
            ZARANG.without(
                    "webhooks.*.url",
                    Kind.masked(
                            "an http or https URL with a host, without a password or '#'",
                            Values::web,
                            UrlFaults::ofWeb),
                    Key.REQUIRED,
                    "Where events are posted.");
    static final Key<String> WEBHOOK_SECRET_FILE =
            ZARANG.without(
                    "webhooks.*.secret-file",
                    Values.file(),
                    Key.REQUIRED,
                    "File with the secret that signs them: 24 to 64 bytes in base64, with or"
                            + " without whsec_ in front. Mode 600; below the configuration"
                            + " folder unless absolute.");
    static final Key<List<String>> WEBHOOK_EVENTS =
            ZARANG.without(
                    "webhooks.*.events",
                    Kind.several(
                            Kind.one(
                                    "one of " + String.join(", ", EVENTS),
                                    s -> Optional.of(s).filter(EVENTS::contains)),
                            1,
                            EVENTS.size()),
                    "all but " + String.join(", ", HouseFacts.toldIfAsked()),
                    "Which events.");
    static final Key<Duration> WEBHOOK_TIMEOUT =
            ZARANG.of(
                    "webhooks.*.timeout",
                    Kind.span(Duration.ofMillis(100), M_1),
                    "15s",
                    "Time of one attempt, connecting included.");

    // numbers and scripts

    static final Key<String> NUMBER =
            ZARANG.without(
                    "numbers.*",
                    Values.name(),
                    "1000: hotline",
                    "The script that answers a dialled number. Numbers are compared as numbers:"
                            + " 02188776655, +982188776655 and 00982188776655 are one (by the"
                            + " region of loyalty.yaml); short ones such as 1000 digit by digit."
                            + " Naming one number replaces the default.");
    static final Key<Path> IVR_SCRIPTS =
            ZARANG.of(
                    "ivr.scripts",
                    Values.path(),
                    "ivr-scripts/scripts",
                    "Folder of the scripts; below the configuration folder unless absolute, or"
                            + " else in Zarang's own.");
    static final Key<Path> IVR_PROMPTS =
            ZARANG.of(
                    "ivr.prompts",
                    Values.path(),
                    "ivr-scripts/prompts",
                    "Folder of the prompts: one folder for each language. Found as ivr.scripts is.");
    static final Key<List<String>> IVR_LANGUAGES =
            ZARANG.of(
                    "ivr.languages",
                    Kind.several(Values.text("a language such as fa", "[a-z]{2,3}"), 1, 16),
                    "[fa, en]",
                    "Languages in which every prompt must be there; the first is spoken by default.");

    // recordings and journal

    static final Key<Boolean> RECORD =
            ZARANG.of("recordings.enabled", Kind.flag(), "true", "Whether talks are recorded.");
    static final Key<Path> RECORD_FOLDER =
            ZARANG.without(
                    "recordings.folder",
                    Values.path(),
                    "recordings in the data folder",
                    "Where they lie; below the configuration folder unless absolute.");
    static final Key<Integer> RECORD_OPEN_MAX =
            ZARANG.of(
                    "recordings.open-max",
                    Kind.whole(1, 10_000),
                    "1000",
                    "Recordings at one time; one more talk is not recorded, and counted.");
    static final Key<Duration> RECORD_BUFFER =
            ZARANG.of(
                    "recordings.buffer",
                    Kind.span(S_1, M_1),
                    "3s",
                    "Audio kept while the disk does not answer; then it is silence.");
    static final Key<Duration> RECORD_LENGTH_MAX =
            ZARANG.of(
                    "recordings.length-max",
                    Kind.span(S_1, DAY),
                    "4h",
                    "A recording is ended here.");
    static final Key<Integer> RECORD_FREE_MIB =
            ZARANG.of(
                    "recordings.keep-free-mib",
                    Kind.whole(0, 1_048_576),
                    "1024",
                    "MiB that recordings leave free on the disk, which the journal needs too.");
    static final Key<Integer> SPOOL_MIB =
            ZARANG.of(
                    "journal.spool-mib",
                    Kind.whole(16, 65_536),
                    "256",
                    "MiB of events kept on disk while Redis is away.");
    static final Key<Duration> JOURNAL_KEEP =
            ZARANG.of(
                    "journal.keep",
                    Kind.span(H_1, Duration.ofDays(365)),
                    "7d",
                    "How long events stay in Redis at least.");

    private ServerKeys() {}

    static List<Key<?>> all() {
        return ZARANG.all();
    }
}
