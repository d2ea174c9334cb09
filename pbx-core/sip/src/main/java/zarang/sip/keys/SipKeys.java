package zarang.sip.keys;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zarang.config.AddressPrefix;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Networks;
import zarang.config.Values;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.engine.CallerDisplay;
import zarang.sip.engine.PhoneWords;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.Transports;

/** The keys {@code sip.*} of {@code zarang.yaml}. */
public final class SipKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");

    private static final Kind<String> PHONE_HEADER =
            Kind.one(
                    "a URI in angle brackets, with parameters or without",
                    text -> Optional.of(text).filter(CallerDisplay::isHeader));

    private static final Duration S_1 = Duration.ofSeconds(1);
    private static final Duration M_1 = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    static final Key<List<ListenAddress>> LISTEN =
            TABLE.of(
                    "sip.listen",
                    Kind.several(
                            Kind.one("udp:ADDRESS:PORT or tcp:ADDRESS:PORT", SipKeys::listener),
                            1,
                            16),
                    "[udp:127.0.0.1:5060, tcp:127.0.0.1:5060]",
                    "Where SIP is spoken; anything but loopback is warned of at the start.");
    static final Key<String> REALM =
            TABLE.of(
                    "sip.realm",
                    Values.text(
                            "text of 1 to 64 characters without quotes",
                            "[^\"\\\\\\p{Cntrl}]{1,64}"),
                    "zarang",
                    "Realm of digest authentication, which agents' phones show.");
    static final Key<List<DigestAlgorithm>> DIGEST =
            TABLE.of(
                    "sip.digest",
                    Kind.several(
                            Kind.one("MD5 or SHA-256", SipKeys::digest),
                            1,
                            DigestAlgorithm.values().length),
                    "[MD5]",
                    "Digest algorithms offered to phones, in this order. Many phones fail when"
                            + " SHA-256 is offered, even beside MD5.");
    static final Key<Duration> REGISTRATION_MIN =
            TABLE.of(
                    "sip.registration-min",
                    Kind.span(S_1, DAY),
                    "60s",
                    "A phone that wants to be registered for less is told this (423).");
    static final Key<Duration> REGISTRATION_MAX =
            TABLE.of(
                    "sip.registration-max",
                    Kind.span(S_1, DAY),
                    "120s",
                    "Longest registration: a phone that wants more registers again within this, so a"
                            + " phone that vanished is known to be gone, and one that was forgotten"
                            + " is back.");
    static final Key<List<AddressPrefix>> PATH_FROM =
            TABLE.without(
                    "sip.path-from",
                    Networks.KIND,
                    "nobody",
                    "Networks of the proxies that phones register through, such as a Kamailio: what"
                            + " their Path (RFC 3327) says is the way to the phone. A Path from"
                            + " elsewhere is ignored.");
    static final Key<Integer> MAX_CALLS =
            TABLE.of(
                    "sip.max-calls",
                    Kind.whole(1, 100_000),
                    "1000",
                    "Calls at one time; one more is refused with 503.");
    static final Key<Duration> CALL_LONGEST =
            TABLE.of(
                    "sip.call-longest",
                    Kind.span(M_1, DAY),
                    "4h",
                    "A call that lasts longer is ended.");

    static final Key<Duration> SESSION_EXPIRES =
            TABLE.of(
                    "sip.session-expires",
                    Kind.span(Duration.ofSeconds(90), DAY),
                    "30m",
                    "A call whose other side is asked whether it is still there each half of this,"
                            + " and ended when it is not (RFC 4028).");

    static final Key<String> PHONE_DISPLAY =
            TABLE.of(
                    "sip.phone-display",
                    Kind.one(
                            "text of 1 to 128 characters, with {name}, {number}, {queue}, {tier},"
                                    + " {pressed} or {by}",
                            text -> Optional.of(text).filter(CallerDisplay::isDisplay)),
                    "\"{name}\"",
                    "Name that an agent's phone shows of a caller, such as {queue} {tier} {name};"
                            + " {pressed} is what it chose in menus, {by} who hands it on. What is"
                            + " not known is left out.");
    static final Key<String> PHONE_CALL_BACK =
            phoneWord(
                    "call-back",
                    PhoneWords.ENGLISH.callBack(),
                    "What stands before that name where the agent is to call somebody back, in the"
                            + " language of the house, such as تماس برگشتی.");

    static final Key<String> PHONE_LISTEN =
            phoneWord(
                    "listen",
                    PhoneWords.ENGLISH.listen(),
                    "What a supervisor's phone shows that is rung to hear a talk, such as شنود.");

    static final Key<String> PHONE_WHISPER =
            phoneWord(
                    "whisper",
                    PhoneWords.ENGLISH.whisper(),
                    "The same where the agent alone is to hear the supervisor, such as نجوا.");

    static final Key<String> PHONE_BARGE =
            phoneWord(
                    "barge",
                    PhoneWords.ENGLISH.barge(),
                    "The same where all are to hear the supervisor, such as ورود به تماس.");
    static final Key<String> ALERT_INFO =
            TABLE.without(
                    "sip.alert-info",
                    PHONE_HEADER,
                    "phones ring as they do",
                    "Alert-Info of calls to agents' phones, which choose a ring by it; see"
                            + " docs/PHONES.md. Left out where one of its words is not known.");
    static final Key<String> CALL_INFO =
            TABLE.without(
                    "sip.call-info",
                    PHONE_HEADER,
                    "not sent",
                    "Call-Info of calls to agents' phones: some open the page. Left out where one"
                            + " of its words is not known.");

    static final Key<Boolean> UNKNOWN =
            TABLE.of(
                    "sip.unknown-sources",
                    Kind.one("refuse or accept", SipKeys::acceptance),
                    "refuse",
                    "Calls from an address of no trunk: refused with 403, or taken, their numbers"
                            + " not believed. An agent's phone is no trunk.");
    static final Key<Integer> SOURCE_CALLS =
            TABLE.of(
                    "sip.source-calls",
                    Kind.whole(1, 100_000),
                    "10",
                    "Calls in progress of one address of no trunk, where they are accepted; one more"
                            + " is refused with 503.");
    static final Key<Integer> TRUNK_CALLS =
            TABLE.without(
                    "sip.trunk-calls",
                    Kind.whole(1, 100_000),
                    "sip.max-calls",
                    "Calls in progress of one address of a trunk; one more is refused with 503.");
    static final Key<Integer> TRUNK_UNANSWERED =
            TABLE.without(
                    "sip.trunk-unanswered",
                    Kind.whole(1, 100_000),
                    "a quarter of what sip.max-calls and media.ports allow, at least 20",
                    "Those of them that have no answer yet, or none that the trunk acknowledged.");

    static final Key<Integer> SOURCE_RATE =
            TABLE.of(
                    "sip.source-rate",
                    Kind.whole(2, 1_000_000),
                    "200",
                    "SIP messages a second of one address that is no trunk and has no registered"
                            + " phone and no call; half of it from one port. Datagrams over it are"
                            + " dropped unread, TCP is read later.");
    static final Key<Integer> TRUNK_RATE =
            TABLE.of(
                    "sip.trunk-rate",
                    Kind.whole(2, 1_000_000),
                    "4000",
                    "The same of one address of a trunk, or with registered phones or calls. A call"
                            + " takes about 5 messages.");
    static final Key<Integer> SOURCE_CONNECTIONS =
            TABLE.of(
                    "sip.source-connections",
                    Kind.whole(1, 4_096),
                    "64",
                    "TCP connections of one address that carry neither a registered phone nor a"
                            + " call; of a trunk's address 1024. One more is closed at once.");

    static final Key<Boolean> BANS =
            TABLE.of(
                    "sip.bans",
                    Kind.flag(),
                    "true",
                    "Whether strangers are banned who scan, guess passwords or call without being"
                            + " asked; ./zarang ban list shows them.");
    static final Key<Duration> BAN_FIRST =
            TABLE.of(
                    "sip.ban-first",
                    Kind.span(Duration.ofSeconds(10), Duration.ofDays(7)),
                    "10m",
                    "How long the first time; twice as long each time after that.");
    static final Key<Duration> BAN_LONGEST =
            TABLE.of(
                    "sip.ban-longest",
                    Kind.span(Duration.ofSeconds(10), Duration.ofDays(7)),
                    "24h",
                    "How long at most; sip.ban-first or more.");

    private SipKeys() {}

    private static Key<String> phoneWord(String name, String standard, String what) {
        return TABLE.of(
                "sip.phone-" + name,
                Values.text("1 to 32 characters", "(?U)[^\\p{Cntrl}{}]{1,32}"),
                standard,
                what);
    }

    public static KeyTable table() {
        return TABLE;
    }

    private static Optional<DigestAlgorithm> digest(String written) {
        return Arrays.stream(DigestAlgorithm.values())
                .filter(algorithm -> algorithm.token().equals(written))
                .findFirst();
    }

    /** Whether something is taken. */
    private static Optional<Boolean> acceptance(String written) {
        return switch (written) {
            case "accept" -> Optional.of(true);
            case "refuse" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /**
     * A SIP listener. Its host is an address, for DNS is never asked, so that a start does not
     * depend on it.
     */
    private static Optional<ListenAddress> listener(String text) {
        try {
            ListenAddress written = Transports.listener(text);
            return Values.address(written.host())
                    .map(host ->
                            new ListenAddress(
                                    written.protocol(), host.getHostAddress(), written.port()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
