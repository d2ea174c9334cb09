package zarang.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.call.actor.ExchangeSettings;
import zarang.loyalty.points.ContactTerms;
import zarang.loyalty.points.EarningRule;
import zarang.media.MediaSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.source.SourceLimits;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.TransportSettings;
import zarang.yaml.Finding;
import zarang.yaml.Findings;
import zarang.yaml.Severity;

/**
 * Reads a configuration folder once. Every mistake leaves a finding and a value that lets the
 * reading go on; the settings are only given out when there is none.
 */
final class SettingsReader {
    private static final long MIB = 1L << 20;
    private static final int UNANSWERED_LEAST = 20;
    private static final int PORTS_OF_A_LEG = 2;
    private static final Pattern WEBHOOK_SECRET =
            Pattern.compile("(whsec_)?[A-Za-z0-9+/]{32,88}={0,2}");
    private static final int PASSWORD_MIN = 8;
    private final Reading reading;
    private final Machine machine;
    private final Home home;

    /**
     * Reads nothing yet.
     *
     * @param home where scripts and prompts ship
     */
    SettingsReader(Path folder, Machine machine, Path home) {
        reading = new Reading(folder);
        this.machine = machine;
        this.home = new Home(folder, home);
    }

    Loaded load(List<String> overrides) {
        reading.take(overrides);
        Optional<Settings> settings = settings();
        Findings findings = reading.findings();
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings.list()) {
            if (finding.severity() == Severity.ERROR || !findings.hasErrors()) {
                lines.add(Loaded.line(finding));
            }
        }
        return settings.isEmpty() || findings.hasErrors()
                ? new Loaded.Refused(lines)
                : new Loaded.Good(settings.get(), lines);
    }

    private Optional<Settings> settings() {
        Settings.Sip sip = sip();
        Optional<MediaSettings> media = new MediaReader(reading, machine).media(sip.listen());
        Settings.Redis redis =
                new Settings.Redis(
                        reading.get(ServerKeys.REDIS_URI),
                        reading.get(ServerKeys.REDIS_PASSWORD_FILE)
                                .flatMap(f ->
                                        reading.secret(
                                                PASSWORD_MIN, f, ServerKeys.REDIS_PASSWORD_FILE)),
                        reading.value(ServerKeys.REDIS_MEMORY_MAX_MIB));
        var http = reading.value(ServerKeys.HTTP_LISTEN);
        reading.warnIfOpen(ServerKeys.HTTP_LISTEN, http.getAddress());
        isOurs(ServerKeys.HTTP_LISTEN, http.getAddress());
        List<Settings.Webhook> webhooks = webhooks();
        Settings.Recording recording =
                new Settings.Recording(
                        reading.value(ServerKeys.RECORD),
                        reading.get(ServerKeys.RECORD_FOLDER).map(home::inConf),
                        reading.value(ServerKeys.RECORD_OPEN_MAX),
                        reading.value(ServerKeys.RECORD_BUFFER),
                        reading.value(ServerKeys.RECORD_LENGTH_MAX),
                        reading.value(ServerKeys.RECORD_FREE_MIB) * MIB);
        Settings.JournalBounds journal =
                new Settings.JournalBounds(
                        reading.value(ServerKeys.SPOOL_MIB) * MIB,
                        reading.value(ServerKeys.JOURNAL_KEEP));
        Settings.Ivr ivr =
                new Settings.Ivr(
                        home.shipped(reading.value(ServerKeys.IVR_SCRIPTS)),
                        home.shipped(reading.value(ServerKeys.IVR_PROMPTS)),
                        reading.value(ServerKeys.IVR_LANGUAGES));
        Settings.Club club = club();
        FloorReader floorReader = new FloorReader(reading);
        FloorSettings floor = floorReader.floor(club.tiers().all());
        if (media.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Settings(
                        sip,
                        media.get(),
                        new Settings.Http(
                                http,
                                reading.get(ServerKeys.HTTP_METRICS_OPEN)
                                        .orElse(http.getAddress().isLoopbackAddress())),
                        redis,
                        reading.value(ServerKeys.DRAIN_TIMEOUT),
                        reading.value(ServerKeys.PLACE_KEPT),
                        reading.value(ServerKeys.LOG_CALLERS),
                        webhooks,
                        new NumbersReader(reading, club.region()).numbers(),
                        ivr,
                        recording,
                        journal,
                        new TrunksReader(reading).trunks(),
                        floor,
                        floorReader.leases(),
                        club));
    }

    private Settings.Sip sip() {
        List<ListenAddress> listen = reading.value(ServerKeys.SIP_LISTEN);
        listen.forEach(each ->
                Values.address(each.host())
                        .ifPresent(host -> {
                            reading.warnIfOpen(ServerKeys.SIP_LISTEN, host);
                            isOurs(ServerKeys.SIP_LISTEN, host);
                        }));
        if (new HashSet<>(listen).size() < listen.size()) {
            reading.refuse(ServerKeys.SIP_LISTEN, "found one address twice, expected each once");
        }
        return new Settings.Sip(
                listen,
                reading.value(ServerKeys.SIP_REALM),
                reading.value(ServerKeys.SIP_DIGEST),
                registrar(),
                new ExchangeSettings(
                        reading.value(ServerKeys.SIP_MAX_CALLS),
                        reading.value(ServerKeys.SIP_CALL_LONGEST)),
                admission(),
                TransportSettings.STANDARD.withSources(
                        reading.value(ServerKeys.SIP_SOURCE_CONNECTIONS),
                        SourceLimits.of(
                                reading.value(ServerKeys.SIP_SOURCE_RATE),
                                reading.value(ServerKeys.SIP_TRUNK_RATE))));
    }

    /**
     * A trunk that is well has few calls that nobody acknowledged yet: a quarter of what calls and
     * ports allow is far above that, and leaves room for the others.
     */
    private AdmissionSettings admission() {
        int calls = reading.value(ServerKeys.SIP_MAX_CALLS);
        PortRange ports = reading.value(ServerKeys.MEDIA_PORTS);
        int legs = (ports.max() - ports.min() + 1) / PORTS_OF_A_LEG;
        int ofTrunk = reading.get(ServerKeys.SIP_TRUNK_CALLS).orElse(calls);
        return new AdmissionSettings(
                reading.value(ServerKeys.SIP_UNKNOWN),
                reading.value(ServerKeys.SIP_SOURCE_CALLS),
                ofTrunk,
                reading.get(ServerKeys.SIP_TRUNK_UNANSWERED)
                        .orElse(Math.max(UNANSWERED_LEAST, Math.min(calls, legs) / 4)));
    }

    private RegistrarSettings registrar() {
        Duration min = reading.value(ServerKeys.SIP_REGISTRATION_MIN);
        Duration max = reading.value(ServerKeys.SIP_REGISTRATION_MAX);
        if (min.compareTo(max) > 0) {
            reading.refuse(
                    ServerKeys.SIP_REGISTRATION_MIN,
                    "found more than sip.registration-max, expected at most that");
            return RegistrarSettings.defaults();
        }
        return new RegistrarSettings(min, max);
    }

    private void isOurs(Key<?> key, InetAddress address) {
        if (!machine.has(address)) {
            reading.refuse(
                    key,
                    "found "
                            + address.getHostAddress()
                            + ", which this machine does not have; it has "
                            + String.join(", ", machine.addresses()));
        }
    }

    private List<Settings.Webhook> webhooks() {
        List<Settings.Webhook> webhooks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String item : reading.names("webhooks")) {
            Optional<URI> url = reading.required(ServerKeys.WEBHOOK_URL, item);
            Optional<String> id =
                    reading.get(ServerKeys.WEBHOOK_ID, item)
                            .or(() -> url.map(SettingsReader::idOf));
            Optional<Secret> secret =
                    reading.required(ServerKeys.WEBHOOK_SECRET_FILE, item)
                            .flatMap(file ->
                                    reading.secret(1, file, ServerKeys.WEBHOOK_SECRET_FILE, item))
                            .filter(text -> signs(text, item));
            url.filter(UrlFaults::isOpenToOthers)
                    .ifPresent(open ->
                            reading.warn(
                                    ServerKeys.WEBHOOK_URL,
                                    "is http to another network: callers' numbers can be read on"
                                            + " the way; write https",
                                    item));
            Set<String> events =
                    Set.copyOf(reading.get(ServerKeys.WEBHOOK_EVENTS, item).orElse(List.of()));
            Duration timeout = reading.value(ServerKeys.WEBHOOK_TIMEOUT, item);
            if (id.isPresent() && !ids.add(id.get())) {
                reading.refuse(
                        ServerKeys.WEBHOOK_ID,
                        "found '" + id.get() + "' twice, expected each id once",
                        item);
            }
            if (id.isPresent() && url.isPresent() && secret.isPresent()) {
                webhooks.add(
                        new Settings.Webhook(id.get(), url.get(), secret.get(), events, timeout));
            }
        }
        return webhooks;
    }

    /**
     * A name for an endpoint that was given none; says nothing of the url, which may hold a token.
     */
    private static String idOf(URI url) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(url.toString().getBytes(StandardCharsets.UTF_8));
            return "hook-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private boolean signs(Secret secret, String item) {
        if (WEBHOOK_SECRET.matcher(secret.reveal()).matches()) {
            return true;
        }
        reading.refuse(
                ServerKeys.WEBHOOK_SECRET_FILE,
                "the file holds something else (not shown), expected whsec_ and 24 to 64 bytes in"
                        + " base64",
                item);
        return false;
    }

    private Settings.Club club() {
        List<EarningRule> earning = new ArrayList<>();
        for (String id : reading.named("earning")) {
            String on = reading.value(ClubKeys.EARNING_ON, id);
            ContactTerms terms =
                    new ContactTerms(
                            reading.value(ClubKeys.EARNING_MIN_CONNECTED, id),
                            reading.value(ClubKeys.EARNING_MIN_TALK, id),
                            Set.copyOf(reading.value(ClubKeys.EARNING_RESULTS, id)),
                            reading.value(ClubKeys.EARNING_PER_DAY, id));
            reading.required(ClubKeys.EARNING_POINTS, id)
                    .ifPresent(points -> earning.add(new EarningRule(id, on, points, terms)));
        }
        return new Settings.Club(
                reading.value(ClubKeys.TIERS),
                reading.value(ClubKeys.REGION),
                reading.value(ClubKeys.TIME_ZONE),
                earning,
                reading.value(ClubKeys.IMPORT_MIB) * MIB);
    }
}
