package zarang.sip.carrier;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.Host;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.WayOut;

/** A trunk that calls go out through, as it is now. Control loop only. */
public final class Carrier {
    /** A wrong figure must not cost the trunk for a day. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Carrier.class);

    private final Trunk trunk;
    private final WayOut way;
    private final ControlLoop loop;
    private final RandomGenerator random;
    private final CallPace rate;
    private final Map<CallOutcome, Long> outcomes = new EnumMap<>(CallOutcome.class);
    private List<Hop> hops = List.of();

    /** Until when those of its addresses that asked for it are left alone, in loop time. */
    private final Map<Hop, Long> resting = new HashMap<>();

    /** Those that did not answer when they were asked last. */
    private Set<Hop> missed = Set.of();

    private boolean down;
    private int carried;

    Carrier(Trunk trunk, WayOut way, ControlLoop loop, RandomGenerator random) {
        this.trunk = trunk;
        this.way = way;
        this.loop = loop;
        this.random = random;
        this.rate = new CallPace(way.most().callsPerSecond());
    }

    String name() {
        return trunk.name();
    }

    Trunk trunk() {
        return trunk;
    }

    WayOut way() {
        return way;
    }

    /** Where requests to it go, the likeliest first; empty while that is not known. */
    List<Hop> hops() {
        return hops;
    }

    /**
     * Where a redirection of its leads, if that is a host of its own, written as an address: past
     * the proxy of ours no more than any other request.
     */
    Optional<Hop> ownHop(SipUri contact, Hop from) {
        return new Host(contact.host())
                .address()
                .filter(host ->
                        trunk.sources().stream().anyMatch(network -> network.contains(host))
                                || hops.stream()
                                        .anyMatch(hop -> host.equals(hop.address().getAddress())))
                .flatMap(host ->
                        way.outboundProxy().isPresent() ? Optional.of(from) : NextHop.of(contact));
    }

    /** Where calls go now: without those addresses that rest. */
    List<Hop> awake() {
        resting.values().removeIf(until -> until - loop.nanos() <= 0);
        return hops.stream().filter(hop -> !resting.containsKey(hop)).toList();
    }

    /** Why calls pass by addresses of its that rest, in words; empty if none does. */
    String rests() {
        if (awake().size() == hops.size()) {
            return "";
        }
        long most =
                resting.values().stream().mapToLong(until -> until - loop.nanos()).max().orElse(0);
        return "it said 503 and asked to be left alone for %d s more (Retry-After)"
                .formatted(Duration.ofNanos(most).toSeconds());
    }

    /**
     * That address asked to be left alone for so long. RFC 3261 §21.5.4.
     *
     * @param asked zero: it did not
     */
    void rest(Hop hop, Duration asked) {
        if (asked.isZero() || !hops.contains(hop)) {
            return;
        }
        Duration rest = asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST;
        resting.merge(hop, loop.nanos() + rest.toNanos(), Math::max);
        log.info(
                "trunk.rests trunk={} address={} seconds={}",
                name(),
                hop.address(),
                rest.toSeconds());
    }

    /** Its requests go there from now on. */
    void leadsTo(List<Hop> found) {
        hops = ordered(found);
        resting.keySet().retainAll(found);
    }

    /** Those addresses answer; the others come after them from now on, whatever DNS says again. */
    void prefer(Set<Hop> alive) {
        missed = hops.stream().filter(hop -> !alive.contains(hop)).collect(Collectors.toSet());
        hops = ordered(hops);
    }

    private List<Hop> ordered(List<Hop> all) {
        return all.stream().sorted(Comparator.comparing(missed::contains)).toList();
    }

    /** Whether calls pass it by. */
    void isDown(boolean now) {
        down = now;
    }

    /** What answers it when it asks who we are; for one request and what follows of it. */
    Optional<DigestClient> credentials() {
        return way.login().map(login -> new DigestClient(login.user(), login.password(), random));
    }

    /**
     * Why it takes no further call now; empty if it does, and then it counts as carried until
     * {@link #callOver}.
     */
    Optional<CallOutcome> begin() {
        if (hops.isEmpty() || down) {
            return Optional.of(CallOutcome.DOWN);
        }
        if (awake().isEmpty()) {
            return Optional.of(CallOutcome.RESTING);
        }
        if (carried >= way.most().channels() || !rate.take(loop.nanos())) {
            return Optional.of(CallOutcome.FULL);
        }
        carried++;
        return Optional.empty();
    }

    /** A call came in through it: it is carried whatever the bound says. */
    void callCame() {
        carried++;
    }

    void callOver() {
        carried--;
    }

    /** Calls that it carries now, both ways. */
    int carried() {
        return carried;
    }

    void count(CallOutcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    long counted(CallOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
