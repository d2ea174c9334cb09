package zarang.sip.carrier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
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
    private final Trunk trunk;
    private final WayOut way;
    private final ControlLoop loop;
    private final RandomGenerator random;
    private final CallPace rate;
    private final Map<CallOutcome, Long> outcomes = new EnumMap<>(CallOutcome.class);
    private List<Hop> hops = List.of();
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

    /** Where a redirection of its leads, if that is a host of its own, written as an address. */
    Optional<Hop> ownHop(SipUri contact, Hop from) {
        return new Host(contact.host())
                .address()
                .filter(host ->
                        trunk.sources().stream().anyMatch(network -> network.contains(host))
                                || hops.stream()
                                        .anyMatch(hop -> host.equals(hop.address().getAddress())))
                .flatMap(host -> NextHop.of(contact));
    }

    /** Its requests go there from now on. */
    void leadsTo(List<Hop> found) {
        hops = List.copyOf(found);
    }

    /** Those addresses answer; the others come after them from now on. */
    void prefer(Set<Hop> alive) {
        List<Hop> ordered = new ArrayList<>(hops);
        ordered.sort(Comparator.comparing((Hop hop) -> !alive.contains(hop)));
        hops = List.copyOf(ordered);
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
