package zarang.server.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.actor.ExchangeSettings;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.points.EarningRule;
import zarang.media.MediaSettings;
import zarang.recorder.RecorderSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.reserve.LeaseSettings;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.TransportSettings;
import zarang.sip.trunk.Trunk;

/**
 * A whole configuration, checked. Immutable; printing it shows no secret. What each value means
 * stands in {@link Keys} and {@code docs/CONFIGURATION.md}.
 *
 * @param placeKept how long a waiting caller's place outlives this process; zero: not at all
 * @param logCallers whether callers' numbers are logged, shortened
 * @param numbers the script that answers a dialled number
 */
public record Settings(
        Sip sip,
        MediaSettings media,
        Http http,
        Redis redis,
        Duration drainTimeout,
        Duration placeKept,
        boolean logCallers,
        List<Webhook> webhooks,
        Map<String, String> numbers,
        Ivr ivr,
        Recording recording,
        JournalBounds journal,
        List<Trunk> trunks,
        FloorSettings floor,
        LeaseSettings leases,
        Club club) {
    public Settings {
        webhooks = List.copyOf(webhooks);
        numbers = Map.copyOf(numbers);
        trunks = List.copyOf(trunks);
    }

    /**
     * Reads a configuration folder. Blocks; changes nothing.
     *
     * @param overrides {@code key=value}, as {@code --set} gives them; a later one counts
     */
    public static Loaded load(Path folder, List<String> overrides) {
        return new SettingsReader(folder, Machine.here(), Home.ofLauncher()).load(overrides);
    }

    /** Every fact that a webhook can be told, such as {@code call.ended}. */
    public static Set<String> eventTypes() {
        return ServerKeys.EVENTS;
    }

    public record Sip(
            List<ListenAddress> listen,
            String realm,
            List<DigestAlgorithm> digest,
            RegistrarSettings registrar,
            ExchangeSettings exchange,
            AdmissionSettings admission,
            TransportSettings transport) {
        public Sip {
            listen = List.copyOf(listen);
            digest = List.copyOf(digest);
        }
    }

    /**
     * Where HTTP is served.
     *
     * @param metricsOpen whether {@code /metrics} asks for no token
     */
    public record Http(InetSocketAddress listen, boolean metricsOpen) {}

    /**
     * Where Redis is.
     *
     * @param uri empty: the embedded one
     * @param memoryMaxMib of the embedded one
     */
    public record Redis(Optional<URI> uri, Optional<Secret> password, int memoryMaxMib) {
        /**
         * How an external one is connected to; holds the password.
         *
         * @throws java.util.NoSuchElementException it is the embedded one
         */
        public String connection() {
            URI at = uri.orElseThrow();
            if (password.isEmpty()) {
                return at.toString();
            }
            String encoded = URLEncoder.encode(password.get().reveal(), StandardCharsets.UTF_8);
            return at.getScheme() + "://:" + encoded + "@" + at.getRawAuthority() + at.getRawPath();
        }
    }

    /**
     * One endpoint that is told of events.
     *
     * @param secret {@code whsec_} and base64
     * @param events empty: all
     */
    public record Webhook(String id, URI url, Secret secret, Set<String> events, Duration timeout) {
        public Webhook {
            events = Set.copyOf(events);
        }

        /** The url may hold a token in its path or query: not shown. */
        @Override
        public String toString() {
            return "Webhook[" + id + ", " + url.getHost() + "]";
        }
    }

    /**
     * Scripts, prompts and the languages they are spoken in.
     *
     * @param languages the first is the default
     */
    public record Ivr(Path scripts, Path prompts, List<String> languages) {
        public Ivr {
            languages = List.copyOf(languages);
        }
    }

    /**
     * Whether and how talks are recorded.
     *
     * @param folder empty: {@code recordings} in the data folder
     */
    public record Recording(
            boolean enabled,
            Optional<Path> folder,
            int openMax,
            Duration buffer,
            Duration lengthMax,
            long keepFreeBytes) {
        public RecorderSettings in(Path data) {
            return new RecorderSettings(
                    folder.orElse(data.resolve("recordings")),
                    openMax,
                    buffer,
                    lengthMax,
                    keepFreeBytes);
        }
    }

    public record JournalBounds(long spoolBytes, Duration keep) {}

    /**
     * The customer club.
     *
     * @param region two letters, such as {@code IR}
     * @param timeZone whose calendar says when a day begins
     * @param importMaxBytes of a list of members
     */
    public record Club(
            ClubTiers tiers,
            String region,
            ZoneId timeZone,
            List<EarningRule> earning,
            long importMaxBytes) {
        public Club {
            earning = List.copyOf(earning);
        }
    }
}
