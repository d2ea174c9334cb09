package zarang.sip.ban;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.engine.BannedSource;
import zarang.call.loop.ControlLoop;
import zarang.sip.source.Buckets;
import zarang.sip.source.Limit;
import zarang.sip.source.LogLimit;
import zarang.sip.source.SourceKey;

/**
 * Who is not listened to for a while, because it scans, guesses passwords or calls where it may
 * not. Only strangers are: never a trunk, never an address with a registered phone or a call, so
 * that nobody shuts an office out by what one phone in it does. Nor is an address where a phone of
 * ours was registered in the last day: the sender of a datagram can be made up, and nobody is to
 * shut an agent out by writing its address.
 *
 * <p>At most {@value #MOST} are remembered; of one more, the one whose ban ends first is not.
 * Control loop only.
 */
public final class Bans {
    private static final Logger log = LoggerFactory.getLogger(Bans.class);
    private static final int MOST = 4_096;
    private static final int SOURCES = 4_096;
    private static final long FORGIVEN = Duration.ofMinutes(3).toNanos();
    private static final Duration FRIEND = Duration.ofDays(1);

    private final BanSettings settings;
    private final ControlLoop loop;
    private final BanStore store;
    private final Map<Offence, Buckets> offences = new EnumMap<>(Offence.class);

    /** Also such as are over: whoever comes back is banned for longer. */
    private final Map<Long, BannedSource> bans = new LinkedHashMap<>();

    /** When a phone was registered there last; the one longest ago first. */
    private final Map<Long, Instant> friends = new LinkedHashMap<>();

    private final LogLimit lines;
    private long begun;

    /**
     * @param random unpredictable: it decides who shares a bucket with whom
     */
    public Bans(BanSettings settings, ControlLoop loop, BanStore store, RandomGenerator random) {
        this.settings = settings;
        this.loop = loop;
        this.store = store;
        this.lines = new LogLimit(loop::nanos);
        for (Offence kind : Offence.values()) {
            offences.put(kind, new Buckets(SOURCES, random, loop.nanos()));
        }
    }

    /** Takes back what an earlier run kept; what cannot be read is forgotten. */
    public void restore(Map<String, String> kept) {
        kept.forEach((source, text) -> {
            Optional<Long> key = BanText.key(source);
            Optional<BannedSource> ban = BanText.read(source, text);
            if (key.isPresent() && ban.isPresent()) {
                put(key.get(), ban.get());
            } else {
                store.remove(source);
            }
        });
    }

    /** A stranger at {@code source} did that once more. */
    public void offended(InetAddress source, Offence offence) {
        long key = SourceKey.of(source);
        boolean spared = !settings.on() || has(key) || isFriend(key);
        Limit limit = new Limit(FORGIVEN, offence.most());
        Buckets left = offences.get(offence);
        if (spared
                || left == null
                || (left.take(key, limit, loop.nanos()) && left.has(key, limit, loop.nanos()))) {
            return;
        }
        ban(key, source, offence);
    }

    private void ban(long key, InetAddress source, Offence offence) {
        Instant now = loop.instant();
        int times = before(key, now) + 1;
        Duration length = length(times);
        BannedSource ban =
                new BannedSource(
                        BanText.source(source), offence.word(), now, now.plus(length), times);
        begun++;
        put(key, ban);
        store.put(ban.source(), BanText.of(ban));
        lines.of(source)
                .ifPresent(all ->
                        log.warn(
                                "sip.banned source={} reason=\"{}\" until={} times={}: ./zarang ban"
                                        + " list shows all",
                                ban.source(),
                                ban.reason(),
                                ban.until(),
                                times));
    }

    /** How often it was banned before, if it has not been quiet since. */
    private int before(long key, Instant now) {
        return Optional.ofNullable(bans.get(key))
                .filter(ban -> now.isBefore(ban.until().plus(settings.longest())))
                .map(BannedSource::times)
                .orElse(0);
    }

    private Duration length(int times) {
        Duration length = settings.first();
        for (int i = 1; i < times && length.compareTo(settings.longest()) < 0; i++) {
            length = length.multipliedBy(2);
        }
        return length.compareTo(settings.longest()) > 0 ? settings.longest() : length;
    }

    private void put(long key, BannedSource ban) {
        bans.put(key, ban);
        if (bans.size() > MOST) {
            bans.entrySet().stream()
                    .min(Comparator.comparing(each -> each.getValue().until()))
                    .ifPresent(first -> {
                        bans.remove(first.getKey());
                        store.remove(first.getValue().source());
                    });
        }
    }

    /** A phone has registered at {@code source} just now. */
    public void isFriend(InetAddress source) {
        long key = SourceKey.of(source);
        friends.remove(key);
        friends.put(key, loop.instant());
        if (friends.size() > MOST) {
            friends.remove(friends.keySet().iterator().next());
        }
    }

    private boolean isFriend(long key) {
        Instant last = friends.get(key);
        return last != null && loop.instant().isBefore(last.plus(FRIEND));
    }

    /** Whether the source of that {@link SourceKey} is banned now. */
    public boolean has(long key) {
        BannedSource ban = bans.get(key);
        return ban != null && loop.instant().isBefore(ban.until());
    }

    /** Those that are banned now, the latest first. */
    public List<BannedSource> all() {
        Instant now = loop.instant();
        return bans.values().stream()
                .filter(ban -> now.isBefore(ban.until()))
                .sorted(Comparator.comparing(BannedSource::since).reversed())
                .toList();
    }

    /**
     * Listens to a source again, and forgets what it did.
     *
     * @param source an address, or as {@link #all} has it
     * @return false if it was not banned
     */
    public boolean lift(String source) {
        Optional<BannedSource> lifted = BanText.key(source).filter(this::has).map(bans::remove);
        lifted.ifPresent(ban -> {
            store.remove(ban.source());
            log.info("sip.ban-lifted source={}", ban.source());
        });
        return lifted.isPresent();
    }

    /** Bans since the start. */
    public long begun() {
        return begun;
    }
}
