package zarang.server.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.actor.ExchangeSettings;
import zarang.media.MediaSettings;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.LeaseSettings;
import zarang.sip.trunk.Trunk;
import zarang.yaml.Finding;
import zarang.yaml.Findings;
import zarang.yaml.Parsed;
import zarang.yaml.Place;
import zarang.yaml.Severity;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlNode;

/**
 * Reads a configuration folder once. Every mistake leaves a finding and a value that lets the
 * reading go on; the settings are only given out when there is none.
 */
final class SettingsReader {
    private static final long MIB = 1L << 20;
    private static final Pattern WEBHOOK_SECRET =
            Pattern.compile("(whsec_)?[A-Za-z0-9+/]{32,88}={0,2}");
    private static final Set<PosixFilePermission> READERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> WRITERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Written written = new Written();
    private final List<YamlDocument> documents = new ArrayList<>();
    private final Findings findings = new Findings();

    SettingsReader(Path folder) {
        this.folder = folder;
    }

    Loaded load(List<String> overrides) {
        for (ConfigFile file : ConfigFile.values()) {
            take(YamlDocument.read(folder.resolve(file.fileName)), Optional.of(file));
        }
        overrides.forEach(option -> take(SetOption.parse(option), Optional.empty()));
        Optional<Settings> settings = settings();
        documents.forEach(document -> findings.addAll(document.findings().list()));
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

    private void take(Parsed parsed, Optional<ConfigFile> file) {
        switch (parsed) {
            case Parsed.Document(YamlDocument document) -> {
                documents.add(document);
                written.take(document.root(), file);
            }
            case Parsed.Refused(List<Finding> refused) -> findings.addAll(refused);
        }
    }

    private Optional<Settings> settings() {
        Settings.Sip sip = sip();
        Optional<MediaSettings> media = media();
        Settings.Redis redis =
                new Settings.Redis(
                        get(Keys.REDIS_URI),
                        get(Keys.REDIS_PASSWORD_FILE)
                                .flatMap(f -> secret(f, Keys.REDIS_PASSWORD_FILE)));
        var http = value(Keys.HTTP_LISTEN);
        warnIfOpen(Keys.HTTP_LISTEN, http.getAddress());
        List<Settings.Webhook> webhooks = webhooks();
        Settings.Recording recording =
                new Settings.Recording(
                        value(Keys.RECORD),
                        get(Keys.RECORD_FOLDER),
                        value(Keys.RECORD_OPEN_MAX),
                        value(Keys.RECORD_BUFFER),
                        value(Keys.RECORD_LENGTH_MAX),
                        value(Keys.RECORD_FREE_MIB) * MIB);
        Settings.JournalBounds journal =
                new Settings.JournalBounds(value(Keys.SPOOL_MIB) * MIB, value(Keys.JOURNAL_KEEP));
        Settings.Ivr ivr =
                new Settings.Ivr(
                        value(Keys.IVR_SCRIPTS),
                        value(Keys.IVR_PROMPTS),
                        value(Keys.IVR_LANGUAGES));
        Settings.Club club = club();
        FloorSettings floor = floor(club.tiers());
        if (media.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Settings(
                        sip,
                        media.get(),
                        http,
                        redis,
                        value(Keys.DRAIN_TIMEOUT),
                        webhooks,
                        numbers(),
                        ivr,
                        recording,
                        journal,
                        trunks(),
                        floor,
                        new LeaseSettings(
                                value(Keys.LEASE_LIMIT),
                                value(Keys.LEASE_RING),
                                value(Keys.LEASE_TALK)),
                        club));
    }

    private Settings.Sip sip() {
        List<ListenAddress> listen = value(Keys.SIP_LISTEN);
        listen.forEach(each -> warnIfOpen(Keys.SIP_LISTEN, each.address().getAddress()));
        if (new HashSet<>(listen).size() < listen.size()) {
            refuse(Keys.SIP_LISTEN, "found one address twice, expected each once");
        }
        return new Settings.Sip(
                listen,
                value(Keys.SIP_REALM),
                value(Keys.SIP_DIGEST),
                new ExchangeSettings(value(Keys.SIP_MAX_CALLS), value(Keys.SIP_CALL_LONGEST)));
    }

    private Optional<MediaSettings> media() {
        InetAddress host = value(Keys.MEDIA_HOST);
        PortRange ports = value(Keys.MEDIA_PORTS);
        Duration silence = value(Keys.MEDIA_SILENCE);
        if (!silence.isZero() && silence.toSeconds() < 1) {
            refuse(Keys.MEDIA_SILENCE, "found less than 1s, expected 0s or 1s to 1h");
            return Optional.empty();
        }
        MediaSettings media =
                MediaSettings.on(host)
                        .withAdvertise(get(Keys.MEDIA_ADVERTISE).orElse(host))
                        .withPorts(ports.min(), ports.max())
                        .withPortRest(value(Keys.MEDIA_PORT_REST))
                        .withSilenceTimeout(silence)
                        .withLearningWindow(value(Keys.MEDIA_LEARNING));
        return Optional.of(get(Keys.MEDIA_LOOPS).map(media::withLoops).orElse(media));
    }

    private List<Settings.Webhook> webhooks() {
        List<Settings.Webhook> webhooks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String item : written.names("webhooks")) {
            Optional<URI> url = required(Keys.WEBHOOK_URL, item);
            Optional<String> id =
                    get(Keys.WEBHOOK_ID, item).or(() -> url.map(SettingsReader::idOf));
            Optional<Secret> secret =
                    required(Keys.WEBHOOK_SECRET_FILE, item)
                            .flatMap(file -> secret(file, Keys.WEBHOOK_SECRET_FILE, item))
                            .filter(text -> signs(text, item));
            Set<String> events = Set.copyOf(get(Keys.WEBHOOK_EVENTS, item).orElse(List.of()));
            Duration timeout = value(Keys.WEBHOOK_TIMEOUT, item);
            if (id.isPresent() && !ids.add(id.get())) {
                refuse(
                        Keys.WEBHOOK_ID,
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
        refuse(
                Keys.WEBHOOK_SECRET_FILE,
                "the file holds something else (not shown), expected whsec_ and 24 to 64 bytes in"
                        + " base64",
                item);
        return false;
    }

    private Map<String, String> numbers() {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String dialled : written.names("numbers")) {
            get(Keys.NUMBER, dialled).ifPresent(script -> numbers.put(dialled, script));
        }
        if (written.names("numbers").isEmpty()) {
            numbers.put("1000", "hotline");
        }
        return numbers;
    }

    private List<Trunk> trunks() {
        List<Trunk> trunks = new ArrayList<>();
        for (String name : named("trunks")) {
            required(Keys.TRUNK_FROM, name)
                    .ifPresent(from ->
                            trunks.add(new Trunk(name, from, value(Keys.TRUNK_TRUST, name))));
        }
        return trunks;
    }

    private Settings.Club club() {
        List<Settings.Earning> earning = new ArrayList<>();
        for (String id : named("earning")) {
            String on = value(Keys.EARNING_ON, id);
            required(Keys.EARNING_POINTS, id)
                    .ifPresent(points -> earning.add(new Settings.Earning(id, on, points)));
        }
        return new Settings.Club(value(Keys.TIERS), value(Keys.REGION), earning);
    }

    private FloorSettings floor(List<Tier> tiers) {
        List<QueueSettings> queues = new ArrayList<>();
        for (String name : named("queues")) {
            queues.add(
                    new QueueSettings(
                            new QueueName(name),
                            value(Keys.QUEUE_RING, name),
                            value(Keys.QUEUE_WRAP_UP, name),
                            value(Keys.QUEUE_MAX_WAIT, name),
                            value(Keys.QUEUE_SIZE, name),
                            value(Keys.QUEUE_HARD_CAP, name),
                            value(Keys.QUEUE_WHEN_EMPTY, name),
                            value(Keys.QUEUE_TARGET, name),
                            value(Keys.QUEUE_SHORT, name)));
        }
        RestSettings rest =
                new RestSettings(
                        value(Keys.REST_NO_ANSWER),
                        value(Keys.REST_REFUSED),
                        value(Keys.REST_MISSES),
                        value(Keys.REST_FIXED),
                        value(Keys.REST_TAKEN));
        List<AgentSettings> agents = agents(queues.stream().map(QueueSettings::name).toList());
        TierOffsets offsets = offsets(tiers);
        return new FloorSettings(queues, agents, offsets, rest);
    }

    private List<AgentSettings> agents(List<QueueName> known) {
        List<AgentSettings> agents = new ArrayList<>();
        for (String id : named("agents")) {
            Optional<List<QueueName>> queues = required(Keys.AGENT_QUEUES, id);
            String name = get(Keys.AGENT_NAME, id).orElse("");
            Optional<String> contact = get(Keys.AGENT_CONTACT, id);
            if (queues.isPresent() && served(queues.get(), known, id)) {
                agents.add(new AgentSettings(new AgentId(id), name, queues.get(), contact));
            }
        }
        return agents;
    }

    private boolean served(List<QueueName> queues, List<QueueName> known, String agent) {
        for (QueueName queue : queues) {
            if (!known.contains(queue)) {
                refuse(
                        Keys.AGENT_QUEUES,
                        "found '" + queue + "', expected queues of queues.yaml: " + known,
                        agent);
                return false;
            }
        }
        if (new HashSet<>(queues).size() < queues.size()) {
            refuse(Keys.AGENT_QUEUES, "found a queue twice, expected each once", agent);
            return false;
        }
        return true;
    }

    private TierOffsets offsets(List<Tier> tiers) {
        if (written.names("tier-offsets").isEmpty()) {
            return TierOffsets.defaults();
        }
        Map<Tier, Duration> byTier = new LinkedHashMap<>();
        for (String name : named("tier-offsets")) {
            Tier tier = new Tier(name);
            if (!tiers.contains(tier)) {
                refuse(
                        Keys.TIER_OFFSET,
                        "no such tier, expected tiers of loyalty.yaml: " + tiers,
                        name);
            }
            get(Keys.TIER_OFFSET, name).ifPresent(offset -> byTier.put(tier, offset));
        }
        return new TierOffsets(byTier);
    }

    /** The names below a key that are names; others leave a finding. */
    private List<String> named(String key) {
        List<String> names = new ArrayList<>();
        for (String name : written.names(key)) {
            if (Keys.named(name).isPresent()) {
                names.add(name);
            } else {
                Place place = written.place(List.of(key, name), key);
                findings.error(
                        place,
                        key,
                        "found the name '"
                                + name
                                + "', expected 1 to 32 letters, digits, '.', '_' or '-'");
            }
        }
        return names;
    }

    private Optional<Secret> secret(String name, Key<?> key, String... names) {
        Path file = folder.resolve(name);
        try {
            Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(file));
            if (mode.removeAll(WRITERS)) {
                refuse(
                        key,
                        "others may write " + file + ", expected mode 600: chmod 600 " + file,
                        names);
                return Optional.empty();
            }
            if (mode.removeAll(READERS)) {
                findings.warning(
                        Place.start(file.toString()),
                        "",
                        "others may read this secret: chmod 600 " + file);
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty() || text.length() > 1_024) {
                refuse(key, file + " is empty or too long, expected a secret", names);
                return Optional.empty();
            }
            return Optional.of(new Secret(text));
        } catch (NoSuchFileException e) {
            refuse(key, "there is no file " + file, names);
        } catch (IOException e) {
            refuse(key, file + " cannot be read: " + e.getClass().getSimpleName(), names);
        }
        return Optional.empty();
    }

    private void warnIfOpen(Key<?> key, InetAddress address) {
        if (!address.isLoopbackAddress()) {
            List<String> path = key.path();
            findings.warning(
                    written.place(path, key.file().fileName),
                    Paths.join(path),
                    "listens on "
                            + address.getHostAddress()
                            + ", which others can reach; see that a"
                            + " firewall stands before it");
        }
    }

    private void refuse(Key<?> key, String message, String... names) {
        List<String> path = filled(key, names);
        Place place =
                written.value(path)
                        .map(YamlNode::place)
                        .orElse(
                                written.place(
                                        path, folder.resolve(key.file().fileName).toString()));
        findings.error(place, Paths.join(path), message);
    }

    /** What is written for a key; nothing if it is absent or wrong. */
    private <T> Optional<T> get(Key<T> key, String... names) {
        return written.value(filled(key, names)).flatMap(key.kind().reader());
    }

    private <T> Optional<T> required(Key<T> key, String... names) {
        List<String> path = filled(key, names);
        if (written.value(path).isEmpty()) {
            refuse(key, "is missing, expected " + key.kind().expected(), names);
        }
        return get(key, names);
    }

    /** What is written for a key that has a default; the default if it is absent or wrong. */
    private <T> T value(Key<T> key, String... names) {
        return get(key, names).orElseGet(() -> Standards.of(key));
    }

    private static List<String> filled(Key<?> key, String... names) {
        List<String> path = new ArrayList<>();
        int next = 0;
        for (String each : key.path()) {
            path.add(each.equals(Key.ANY) ? names[next++] : each);
        }
        return List.copyOf(path);
    }
}
