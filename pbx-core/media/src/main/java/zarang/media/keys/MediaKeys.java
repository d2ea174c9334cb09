package zarang.media.keys;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.media.codec.Codec;
import zarang.media.codec.Codecs;
import zarang.media.prompt.PromptLibrary;

/** The keys {@code media.*} of {@code zarang.yaml}. */
public final class MediaKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final Duration S_1 = Duration.ofSeconds(1);
    private static final Duration M_1 = Duration.ofMinutes(1);
    private static final Duration H_1 = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NONE = Duration.ZERO;

    static final Key<InetAddress> HOST =
            TABLE.of(
                    "media.host",
                    Values.host(),
                    "127.0.0.1",
                    "Address of every RTP socket, one of this machine; of the IP version of"
                            + " sip.listen.");
    static final Key<InetAddress> ADVERTISE =
            TABLE.without(
                    "media.advertise",
                    Values.host(),
                    "media.host",
                    "Address that SDP names, when a NAT stands before Zarang; required where"
                            + " media.host is 0.0.0.0.");
    static final Key<InetAddress> ADVERTISE_IPV6 =
            TABLE.without(
                    "media.advertise-ipv6",
                    Values.host(),
                    "none",
                    "Address that SDP names to who signals over IPv6, where media.host is :: and"
                            + " media.advertise an IPv4 address: so both IP versions are served, and a"
                            + " caller of one talks with an agent of the other.");
    public static final Key<PortRange> PORTS =
            TABLE.of(
                    "media.ports",
                    Kind.one(
                            "a port range such as 20000-29999, within 1024-65535",
                            PortRange::parse),
                    "20000-29999",
                    "UDP ports for RTP; a leg takes two.");
    static final Key<Integer> LOOPS =
            TABLE.without("media.loops", Kind.whole(1, 256), "one for two cores", "Media threads.");
    static final Key<Duration> SILENCE =
            TABLE.of(
                    "media.silence-timeout",
                    Kind.span(NONE, H_1),
                    "30s",
                    "A leg that is to speak, or was never heard, and sends no RTP this long is"
                            + " ended, unless it listens to somebody; 0s is never, else at least 1s.");
    static final Key<Duration> HOLD =
            TABLE.of(
                    "media.hold-timeout",
                    Kind.span(S_1, DAY),
                    "15m",
                    "The same for a leg that need not speak: it holds, only listens, or is mute.");
    static final Key<String> HOLD_MUSIC =
            TABLE.of(
                    "media.hold-music",
                    Values.text("a prompt's name of 1 to 64 characters", "[^\\s\\p{Cntrl}]{1,64}"),
                    "hold-music",
                    "Prompt for a party on hold, unless it heard a queue's music before.");
    static final Key<Duration> PORT_REST =
            TABLE.of(
                    "media.port-rest",
                    Kind.span(NONE, M_1),
                    "2s",
                    "How long a port rests after a call, so that its late packets reach nobody.");
    static final Key<Duration> LEARNING =
            TABLE.of(
                    "media.learning-window",
                    Kind.span(NONE, M_1),
                    "10s",
                    "Time in which another address than the SDP's (NAT) must prove itself, from its"
                            + " first packet on; 0s: none is ever learned.");

    static final Key<String> TONES =
            TABLE.of(
                    "media.tones",
                    Kind.one(
                            "one of " + String.join(", ", PromptLibrary.toneCountries()),
                            text ->
                                    Optional.of(text)
                                            .filter(PromptLibrary.toneCountries()::contains)),
                    "ir",
                    "Country of the tones that prompts such as tone:busy play; tone:us/busy is"
                            + " another one's.");

    static final Key<List<Codec>> CODECS =
            TABLE.of(
                    "media.codecs",
                    Kind.several(
                            Kind.one("one of " + Codecs.names(), Codecs::named),
                            1,
                            Codecs.ALL.size()),
                    "[PCMA, PCMU, G722]",
                    "Codecs that are spoken, the best first. Legs of one codec are relayed as they"
                            + " are; between others audio is converted, at 8 kHz.");

    private MediaKeys() {}

    public static KeyTable table() {
        return TABLE;
    }
}
