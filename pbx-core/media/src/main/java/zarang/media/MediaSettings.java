package zarang.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zarang.media.codec.Codec;
import zarang.media.codec.Codecs;
import zarang.media.prompt.PromptLibrary;

/**
 * How media runs. Every value is checked: {@link IllegalArgumentException} names what is wrong.
 *
 * @param bind local address of all RTP sockets
 * @param advertise address for the SDP: that of {@code bind}, or of the NAT before it
 * @param advertiseIpv6 address for the SDP where signalling is over IPv6, if {@code bind} takes
 *     both IP versions; empty: {@code advertise} everywhere
 * @param portMin lowest UDP port, 1024–65534; RTP takes the even ones, the odd one above each is
 *     for its RTCP
 * @param portMax highest UDP port, above {@code portMin}, up to 65535; default 20000–29999
 * @param portRest how long a closed port rests, so that late packets of the old call never reach a
 *     new one; 0–60 s, default 2 s
 * @param loops media threads, 1–256; default: one for two cores
 * @param silenceTimeout time without valid RTP until {@link MediaListener#silent}: for a leg that
 *     was never heard whatever its direction, and for one that is to speak, while the other leg is
 *     not heard either; 1 s–1 h, zero is never; default 30 s
 * @param holdTimeout the same for a leg that was heard once and need not speak now: it holds, it
 *     only listens, or the other leg is heard; 1 s–1 day; default 15 min
 * @param holdMusic prompt that a leg hears while the other one holds, unless it heard other music
 *     before; without it there is silence; default {@code hold-music}
 * @param learningWindow time in which another address than the SDP's (NAT) must prove itself, from
 *     its first packet on; 0–60 s, zero: none is ever learned; default 10 s
 * @param commandQueue messages that may wait for one loop, 64–1,048,576; default 16,384
 * @param tones country whose tones are the usual ones, of {@link PromptLibrary#toneCountries};
 *     default {@code ir}
 * @param codecs that are spoken, the best first; at least one; default {@link Codecs#SPOKEN}
 */
public record MediaSettings(
        InetAddress bind,
        InetAddress advertise,
        Optional<InetAddress> advertiseIpv6,
        int portMin,
        int portMax,
        Duration portRest,
        int loops,
        Duration silenceTimeout,
        Duration holdTimeout,
        String holdMusic,
        Duration learningWindow,
        int commandQueue,
        String tones,
        List<Codec> codecs) {
    private static final int LOOPS_MAX = 256;

    public MediaSettings {
        require(
                portMin >= 1024 && portMin < portMax && portMax <= 65_535,
                "ports",
                portMin + "-" + portMax,
                "MIN-MAX within 1024-65535");
        require(
                (portMax + 1) / 2 > (portMin + 1) / 2,
                "ports",
                portMin + "-" + portMax,
                "room for an even port and the odd one above it");
        require(loops >= 1 && loops <= LOOPS_MAX, "loops", loops, "1-" + LOOPS_MAX);
        within("port-rest", portRest, Duration.ZERO, Duration.ofSeconds(60));
        if (!silenceTimeout.isZero()) {
            within("silence-timeout", silenceTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        }
        within("hold-timeout", holdTimeout, Duration.ofSeconds(1), Duration.ofDays(1));
        within("learning-window", learningWindow, Duration.ZERO, Duration.ofSeconds(60));
        require(
                commandQueue >= 64 && commandQueue <= 1 << 20,
                "command-queue",
                commandQueue,
                "64-1048576");
        require(
                PromptLibrary.toneCountries().contains(tones),
                "tones",
                tones,
                "one of " + PromptLibrary.toneCountries());
        codecs = List.copyOf(codecs);
        require(!codecs.isEmpty(), "codecs", codecs, "at least one");
    }

    /** The defaults of every key, on one address. */
    public static MediaSettings on(InetAddress host) {
        return new MediaSettings(
                host,
                host,
                Optional.empty(),
                20_000,
                29_999,
                Duration.ofSeconds(2),
                Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, LOOPS_MAX),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                "hold-music",
                Duration.ofSeconds(10),
                16_384,
                "ir",
                Codecs.SPOKEN);
    }

    /** A copy that is filled otherwise here and there. */
    private static final class Draft {
        private InetAddress advertise;
        private Optional<InetAddress> advertiseIpv6;
        private int portMin;
        private int portMax;
        private Duration portRest;
        private int loops;
        private Duration silenceTimeout;
        private Duration holdTimeout;
        private String holdMusic;
        private Duration learningWindow;
        private String tones;
        private List<Codec> codecs;

        Draft(MediaSettings of) {
            advertise = of.advertise;
            advertiseIpv6 = of.advertiseIpv6;
            portMin = of.portMin;
            portMax = of.portMax;
            portRest = of.portRest;
            loops = of.loops;
            silenceTimeout = of.silenceTimeout;
            holdTimeout = of.holdTimeout;
            holdMusic = of.holdMusic;
            learningWindow = of.learningWindow;
            tones = of.tones;
            codecs = of.codecs;
        }
    }

    private MediaSettings but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new MediaSettings(
                bind,
                draft.advertise,
                draft.advertiseIpv6,
                draft.portMin,
                draft.portMax,
                draft.portRest,
                draft.loops,
                draft.silenceTimeout,
                draft.holdTimeout,
                draft.holdMusic,
                draft.learningWindow,
                commandQueue,
                draft.tones,
                draft.codecs);
    }

    public MediaSettings withAdvertise(InetAddress address) {
        return but(draft -> draft.advertise = address);
    }

    /** For an address family of its own; see {@link #advertiseIpv6}. */
    public MediaSettings withAdvertiseIpv6(Optional<InetAddress> address) {
        return but(draft -> draft.advertiseIpv6 = address);
    }

    public MediaSettings withPorts(int min, int max) {
        return but(draft -> {
            draft.portMin = min;
            draft.portMax = max;
        });
    }

    public MediaSettings withPortRest(Duration rest) {
        return but(draft -> draft.portRest = rest);
    }

    public MediaSettings withLoops(int count) {
        return but(draft -> draft.loops = count);
    }

    public MediaSettings withSilenceTimeout(Duration timeout) {
        return but(draft -> draft.silenceTimeout = timeout);
    }

    public MediaSettings withHold(Duration timeout, String music) {
        return but(draft -> {
            draft.holdTimeout = timeout;
            draft.holdMusic = music;
        });
    }

    public MediaSettings withLearningWindow(Duration window) {
        return but(draft -> draft.learningWindow = window);
    }

    public MediaSettings withTones(String country) {
        return but(draft -> draft.tones = country);
    }

    public MediaSettings withCodecs(List<Codec> spoken) {
        return but(draft -> draft.codecs = spoken);
    }

    private static void within(String key, Duration value, Duration min, Duration max) {
        require(
                value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                key,
                value,
                min + " to " + max);
    }

    private static void require(boolean good, String key, Object found, String expected) {
        if (!good) {
            throw new IllegalArgumentException(
                    "media " + key + ": found " + found + ", expected " + expected);
        }
    }
}
