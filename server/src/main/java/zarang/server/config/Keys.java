package zarang.server.config;

import static zarang.server.config.ConfigFile.AGENTS;
import static zarang.server.config.ConfigFile.LOYALTY;
import static zarang.server.config.ConfigFile.QUEUES;
import static zarang.server.config.ConfigFile.TRUNKS;
import static zarang.server.config.ConfigFile.ZARANG;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.call.Points;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.trunk.Prefix;

/**
 * Every key there is: reading, findings, defaults and {@code docs/CONFIGURATION.md} all derive from
 * this table.
 */
final class Keys {
    private static final List<Key<?>> ALL = new ArrayList<>();

    private static final Duration MS_10 = Duration.ofMillis(10);
    private static final Duration S_1 = Duration.ofSeconds(1);
    private static final Duration M_1 = Duration.ofMinutes(1);
    private static final Duration H_1 = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NONE = Duration.ZERO;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
    private static final String NAMED = "1 to 32 letters, digits, '.', '_' or '-'";
    private static final Set<String> EVENTS =
            Set.of(
                    "call.started",
                    "call.connected",
                    "caller.identified",
                    "ivr.input",
                    "queue.joined",
                    "queue.left",
                    "agent.offered",
                    "offer.failed",
                    "call.answered",
                    "recording.ready",
                    "call.ended",
                    "points.awarded");

    // SIP

    static final Key<List<ListenAddress>> SIP_LISTEN =
            add(
                    Key.of(
                            ZARANG,
                            "sip.listen",
                            Kind.several(
                                    Kind.one(
                                            "udp:ADDRESS:PORT or tcp:ADDRESS:PORT",
                                            ListenAddress::parse),
                                    1,
                                    16),
                            "[udp:127.0.0.1:5060, tcp:127.0.0.1:5060]",
                            "Where SIP is spoken; anything but loopback is warned of at the start."));
    static final Key<String> SIP_REALM =
            zarang(
                    "sip.realm",
                    text("text of 1 to 64 characters without quotes", "[^\"\\\\\\p{Cntrl}]{1,64}"),
                    "zarang",
                    "Realm of digest authentication, which agents' phones show.");
    static final Key<List<DigestAlgorithm>> SIP_DIGEST =
            add(
                    Key.of(
                            ZARANG,
                            "sip.digest",
                            Kind.several(
                                    Kind.one("MD5 or SHA-256", Keys::digest),
                                    1,
                                    DigestAlgorithm.values().length),
                            "[MD5]",
                            "Digest algorithms offered to phones, in this order. Many phones fail when"
                                    + " SHA-256 is offered, even beside MD5."));
    static final Key<Integer> SIP_MAX_CALLS =
            zarang(
                    "sip.max-calls",
                    Kind.whole(1, 100_000),
                    "1000",
                    "Calls at one time; one more is refused with 503.");
    static final Key<Duration> SIP_CALL_LONGEST =
            zarang(
                    "sip.call-longest",
                    Kind.span(M_1, DAY),
                    "4h",
                    "A call that lasts longer is ended.");

    // media

    static final Key<InetAddress> MEDIA_HOST =
            zarang("media.host", host(), "127.0.0.1", "Address of every RTP socket.");
    static final Key<InetAddress> MEDIA_ADVERTISE =
            add(
                    Key.without(
                            ZARANG,
                            "media.advertise",
                            host(),
                            "media.host",
                            "Address that SDP names, when a NAT stands before Zarang."));
    static final Key<PortRange> MEDIA_PORTS =
            zarang(
                    "media.ports",
                    Kind.one(
                            "a port range such as 20000-29999, within 1024-65535",
                            PortRange::parse),
                    "20000-29999",
                    "UDP ports for RTP; a leg takes two.");
    static final Key<Integer> MEDIA_LOOPS =
            add(
                    Key.without(
                            ZARANG,
                            "media.loops",
                            Kind.whole(1, 256),
                            "one for two cores",
                            "Media threads."));
    static final Key<Duration> MEDIA_SILENCE =
            zarang(
                    "media.silence-timeout",
                    Kind.span(NONE, H_1),
                    "30s",
                    "A leg that sends no RTP this long is ended; 0s is never, else at least 1s.");
    static final Key<Duration> MEDIA_PORT_REST =
            zarang(
                    "media.port-rest",
                    Kind.span(NONE, M_1),
                    "2s",
                    "How long a port rests after a call, so that its late packets reach nobody.");
    static final Key<Duration> MEDIA_LEARNING =
            zarang(
                    "media.learning-window",
                    Kind.span(NONE, M_1),
                    "10s",
                    "How long RTP may come from another address than the SDP's (NAT); 0s is never.");

    // HTTP, Redis, life

    static final Key<InetSocketAddress> HTTP_LISTEN =
            zarang(
                    "http.listen",
                    Kind.one("ADDRESS:PORT", ListenAddress::hostPort),
                    "127.0.0.1:8080",
                    "Where HTTP is served; anything but loopback is warned of at the start.");
    static final Key<URI> REDIS_URI =
            add(
                    Key.without(
                            ZARANG,
                            "redis.uri",
                            Kind.masked(
                                    "redis://HOST:PORT or rediss://HOST:PORT, without a password:"
                                            + " that lies in redis.password-file",
                                    Keys::redis),
                            "an embedded Redis",
                            "The Redis that several processes share."));
    static final Key<String> REDIS_PASSWORD_FILE =
            add(
                    Key.without(
                            ZARANG,
                            "redis.password-file",
                            file(),
                            "no password",
                            "File with the password for redis.uri, mode 600."));
    static final Key<Duration> DRAIN_TIMEOUT =
            zarang(
                    "drain-timeout",
                    Kind.span(NONE, H_1),
                    "30s",
                    "How long running calls may finish after SIGTERM.");

    // webhooks

    static final Key<String> WEBHOOK_ID =
            add(
                    Key.without(
                            ZARANG,
                            "webhooks.*.id",
                            text("1 to 32 letters, digits, '-' or '_'", "[A-Za-z0-9_-]{1,32}"),
                            "made from the url",
                            "Its name in logs and metrics, and of what is due to it; name it to change the"
                                    + " url later without losing that."));
    static final Key<URI> WEBHOOK_URL =
            add(
                    Key.without(
                            ZARANG,
                            "webhooks.*.url",
                            Kind.masked(
                                    "an http or https URL with a host, without a password or '#'",
                                    Keys::web),
                            Key.REQUIRED,
                            "Where events are posted."));
    static final Key<String> WEBHOOK_SECRET_FILE =
            add(
                    Key.without(
                            ZARANG,
                            "webhooks.*.secret-file",
                            file(),
                            Key.REQUIRED,
                            "File with the secret that signs them: 24 to 64 bytes in base64, with or"
                                    + " without whsec_ in front. Mode 600; below the configuration"
                                    + " folder unless absolute."));
    static final Key<List<String>> WEBHOOK_EVENTS =
            add(
                    Key.without(
                            ZARANG,
                            "webhooks.*.events",
                            Kind.several(
                                    Kind.one(
                                            "one of "
                                                    + String.join(
                                                            ", ",
                                                            EVENTS.stream().sorted().toList()),
                                            s -> Optional.of(s).filter(EVENTS::contains)),
                                    1,
                                    EVENTS.size()),
                            "all",
                            "Which events."));
    static final Key<Duration> WEBHOOK_TIMEOUT =
            zarang(
                    "webhooks.*.timeout",
                    Kind.span(Duration.ofMillis(100), M_1),
                    "15s",
                    "Time of one attempt, connecting included.");

    // numbers and scripts

    static final Key<String> NUMBER =
            add(
                    Key.without(
                            ZARANG,
                            "numbers.*",
                            name(),
                            "1000: hotline",
                            "The script that answers a dialled number. Naming one number replaces"
                                    + " the default."));
    static final Key<Path> IVR_SCRIPTS =
            zarang("ivr.scripts", path(), "ivr-scripts/scripts", "Folder of the scripts.");
    static final Key<Path> IVR_PROMPTS =
            zarang(
                    "ivr.prompts",
                    path(),
                    "ivr-scripts/prompts",
                    "Folder of the prompts: one folder for each language.");
    static final Key<List<String>> IVR_LANGUAGES =
            zarang(
                    "ivr.languages",
                    Kind.several(text("a language such as fa", "[a-z]{2,3}"), 1, 16),
                    "[fa, en]",
                    "Languages in which every prompt must be there; the first is spoken by default.");

    // recordings and journal

    static final Key<Boolean> RECORD =
            zarang("recordings.enabled", Kind.flag(), "true", "Whether talks are recorded.");
    static final Key<Path> RECORD_FOLDER =
            add(
                    Key.without(
                            ZARANG,
                            "recordings.folder",
                            path(),
                            "recordings in the data folder",
                            "Where they lie."));
    static final Key<Integer> RECORD_OPEN_MAX =
            zarang(
                    "recordings.open-max",
                    Kind.whole(1, 10_000),
                    "1000",
                    "Recordings at one time; one more talk is not recorded, and counted.");
    static final Key<Duration> RECORD_BUFFER =
            zarang(
                    "recordings.buffer",
                    Kind.span(S_1, M_1),
                    "3s",
                    "Audio kept while the disk does not answer; then it is silence.");
    static final Key<Duration> RECORD_LENGTH_MAX =
            zarang(
                    "recordings.length-max",
                    Kind.span(S_1, DAY),
                    "4h",
                    "A recording is ended here.");
    static final Key<Integer> RECORD_FREE_MIB =
            zarang(
                    "recordings.keep-free-mib",
                    Kind.whole(0, 1_048_576),
                    "1024",
                    "MiB that recordings leave free on the disk, which the journal needs too.");
    static final Key<Integer> SPOOL_MIB =
            zarang(
                    "journal.spool-mib",
                    Kind.whole(16, 65_536),
                    "256",
                    "MiB of events kept on disk while Redis is away.");
    static final Key<Duration> JOURNAL_KEEP =
            zarang(
                    "journal.keep",
                    Kind.span(H_1, Duration.ofDays(365)),
                    "7d",
                    "How long events stay in Redis at least.");

    // trunks

    static final Key<List<Prefix>> TRUNK_FROM =
            add(
                    Key.without(
                            TRUNKS,
                            "trunks.*.from",
                            Kind.several(
                                    Kind.one(
                                            "a network such as 10.0.0.0/8 or ::1/128",
                                            Keys::network),
                                    1,
                                    64),
                            Key.REQUIRED,
                            "Networks that it sends from."));
    static final Key<Boolean> TRUNK_TRUST =
            add(
                    Key.of(
                            TRUNKS,
                            "trunks.*.trust-caller-number",
                            Kind.flag(),
                            "false",
                            "Whether its caller numbers are believed."));

    // queues

    static final Key<Duration> TIER_OFFSET =
            add(
                    Key.without(
                            QUEUES,
                            "tier-offsets.*",
                            Kind.span(NONE, H_1),
                            "gold: 5m, silver: 2m, bronze: 0s",
                            "How much earlier than it came a caller of the tier counts as having"
                                    + " come. Naming one tier replaces the default."));
    static final Key<Duration> QUEUE_RING =
            queue(
                    "ring-timeout",
                    Kind.span(S_1, Duration.ofMinutes(2)),
                    "20s",
                    "Ring time of one agent.");
    static final Key<Duration> QUEUE_WRAP_UP =
            queue("wrap-up", Kind.span(NONE, Duration.ofMinutes(30)), "5s", "Rest after a talk.");
    static final Key<Duration> QUEUE_MAX_WAIT =
            queue("max-wait", Kind.span(S_1, DAY), "30m", "Longest wait; then the script goes on.");
    static final Key<Integer> QUEUE_SIZE =
            queue("size", Kind.whole(1, 10_000), "200", "Callers who may wait at one time.");
    static final Key<Duration> QUEUE_HARD_CAP =
            queue(
                    "hard-cap",
                    Kind.span(S_1, DAY),
                    "15m",
                    "A caller who waited this long goes before every tier.");
    static final Key<Boolean> QUEUE_WHEN_EMPTY =
            queue(
                    "join-when-empty",
                    Kind.flag(),
                    "true",
                    "Whether callers may wait while no agent is at work.");
    static final Key<Duration> QUEUE_TARGET =
            queue(
                    "service-target",
                    Kind.span(S_1, H_1),
                    "20s",
                    "An answer within this is in time for the service level.");
    static final Key<Duration> QUEUE_SHORT =
            queue(
                    "short-abandon",
                    Kind.span(NONE, M_1),
                    "5s",
                    "Whoever hangs up sooner is left out of the service level.");
    static final Key<Duration> REST_NO_ANSWER =
            rest(
                    "no-answer",
                    Kind.span(NONE, Duration.ofMinutes(10)),
                    "10s",
                    "After a phone rang out.");
    static final Key<Duration> REST_REFUSED =
            rest(
                    "refused",
                    Kind.span(NONE, Duration.ofMinutes(10)),
                    "5s",
                    "After busy, rejected or unreachable.");
    static final Key<Integer> REST_MISSES =
            rest(
                    "misses",
                    Kind.whole(1, 100),
                    "3",
                    "Offers missed in a row until an agent is not ready.");
    static final Key<Duration> REST_FIXED =
            rest(
                    "fixed-contact",
                    Kind.span(S_1, H_1),
                    "60s",
                    "Instead of not ready, for a phone that never registers.");
    static final Key<Duration> REST_TAKEN =
            rest(
                    "taken-elsewhere",
                    Kind.span(Duration.ofMillis(100), M_1),
                    "2s",
                    "When another process has the agent.");
    static final Key<Duration> LEASE_LIMIT =
            lease(
                    "limit",
                    Kind.span(MS_10, Duration.ofSeconds(2)),
                    "100ms",
                    "How long an offer waits for Redis before it goes on without.");
    static final Key<Duration> LEASE_RING =
            lease(
                    "ring-margin",
                    Kind.span(Duration.ofSeconds(6), M_1),
                    "10s",
                    "How much longer than ring-timeout a lease lasts.");
    static final Key<Duration> LEASE_TALK =
            lease(
                    "talk",
                    Kind.span(Duration.ofSeconds(6), Duration.ofMinutes(10)),
                    "60s",
                    "How long a lease lasts in a talk; renewed at a third of it.");

    // agents

    static final Key<String> AGENT_NAME =
            add(
                    Key.without(
                            AGENTS,
                            "agents.*.name",
                            text("text of at most 64 characters", ".{0,64}"),
                            "none",
                            "For wallboards."));
    static final Key<List<QueueName>> AGENT_QUEUES =
            add(
                    Key.without(
                            AGENTS,
                            "agents.*.queues",
                            Kind.several(Kind.one(NAMED, s -> named(s).map(QueueName::new)), 1, 32),
                            Key.REQUIRED,
                            "Queues that the agent serves."));
    static final Key<String> AGENT_CONTACT =
            add(
                    Key.without(
                            AGENTS,
                            "agents.*.contact",
                            text(
                                    "a SIP URI such as sip:agent@127.0.0.1:15070",
                                    "sips?:[^\\s<>\"]{1,255}"),
                            "the registered phone",
                            "Address of a phone that does not register."));

    // the club

    static final Key<List<Tier>> TIERS =
            add(
                    Key.of(
                            LOYALTY,
                            "tiers",
                            Kind.several(Kind.one(NAMED, s -> named(s).map(Tier::new)), 1, 16),
                            "[bronze, silver, gold]",
                            "Tiers, the lowest first; unknown callers have the lowest."));
    static final Key<String> REGION =
            add(
                    Key.of(
                            LOYALTY,
                            "region",
                            text("a country of two letters such as IR", "[A-Z]{2}"),
                            "IR",
                            "Whose telephone numbers are written without a country code."));
    static final Key<String> EARNING_ON =
            add(
                    Key.of(
                            LOYALTY,
                            "earning.*.on",
                            text("call.ended", "call\\.ended"),
                            "call.ended",
                            "What earns points: the end of an answered call."));
    static final Key<Points> EARNING_POINTS =
            add(
                    Key.without(
                            LOYALTY,
                            "earning.*.points",
                            Kind.one(
                                    "points from 0.01 to 1000000 with at most two decimals",
                                    Keys::points),
                            Key.REQUIRED,
                            "How many, each time."));

    private Keys() {}

    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }

    private static <T> Key<T> zarang(String path, Kind<T> kind, String standard, String meaning) {
        return add(Key.of(ZARANG, path, kind, standard, meaning));
    }

    private static <T> Key<T> queue(String name, Kind<T> kind, String standard, String meaning) {
        return add(Key.of(QUEUES, "queues.*." + name, kind, standard, meaning));
    }

    private static <T> Key<T> rest(String name, Kind<T> kind, String standard, String meaning) {
        return add(Key.of(QUEUES, "rest." + name, kind, standard, meaning));
    }

    private static <T> Key<T> lease(String name, Kind<T> kind, String standard, String meaning) {
        return add(Key.of(QUEUES, "leases." + name, kind, standard, meaning));
    }

    private static Kind<String> text(String expected, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return Kind.one(expected, s -> Optional.of(s).filter(t -> compiled.matcher(t).matches()));
    }

    private static Kind<String> name() {
        return Kind.one(NAMED, Keys::named);
    }

    static Optional<String> named(String text) {
        return Optional.of(text).filter(t -> NAME.matcher(t).matches());
    }

    private static Kind<String> file() {
        return text("the name of a file", "[^\\p{Cntrl}]{1,255}");
    }

    private static Kind<Path> path() {
        return Kind.one(
                "a folder",
                text -> {
                    try {
                        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
                    } catch (InvalidPathException e) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<DigestAlgorithm> digest(String written) {
        return Arrays.stream(DigestAlgorithm.values())
                .filter(algorithm -> algorithm.token().equals(written))
                .findFirst();
    }

    private static Kind<InetAddress> host() {
        return Kind.one("an address such as 127.0.0.1 or ::1", ListenAddress::host);
    }

    private static Optional<Prefix> network(String text) {
        try {
            return Optional.of(Prefix.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Points> points(String text) {
        if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,2})?")) {
            return Optional.empty();
        }
        long hundredths = new BigDecimal(text).movePointRight(2).longValueExact();
        return hundredths >= 1 && hundredths <= 100_000_000
                ? Optional.of(new Points(hundredths))
                : Optional.empty();
    }

    private static Optional<URI> redis(String text) {
        return uri(text, Set.of("redis", "rediss"));
    }

    private static Optional<URI> web(String text) {
        return uri(text, Set.of("http", "https"));
    }

    private static Optional<URI> uri(String text, Set<String> schemes) {
        try {
            URI uri = new URI(text);
            boolean good =
                    uri.getScheme() != null
                            && schemes.contains(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
