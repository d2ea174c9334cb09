package zarang.sip.carrier;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.Words;
import zarang.call.engine.TrunkStatus;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.Trunks;

/**
 * What keeps one trunk known: its names, whether it is there, our registration. Control loop only.
 */
final class CarrierAtWork {
    private final Trunk trunk;
    private final Trunks trunks;
    private final @Nullable Carrier carrier;
    private final @Nullable TrunkAddresses addresses;
    private final @Nullable TrunkHealth health;
    private final @Nullable TrunkRegistration registration;

    /**
     * @param carrier of a trunk that calls go out through; empty for others
     */
    CarrierAtWork(CarrierPorts ports, Trunk trunk, Trunks trunks, Optional<Carrier> carrier) {
        this.trunk = trunk;
        this.trunks = trunks;
        this.carrier = carrier.orElse(null);
        List<SipUri> names = new ArrayList<>();
        trunk.out().ifPresent(way -> names.add(way.firstHop()));
        trunk.sourceNames().forEach(host -> names.add(SipUri.of(null, host, -1)));
        addresses =
                names.isEmpty()
                        ? null
                        : new TrunkAddresses(
                                ports.loop(), ports.lookup(), trunk.name(), names, this::found);
        health = carrier.map(each -> new TrunkHealth(ports, each)).orElse(null);
        registration =
                carrier.flatMap(each ->
                                each.way()
                                        .registers()
                                        .map(asked -> new TrunkRegistration(ports, each, asked)))
                        .orElse(null);
    }

    void begin() {
        if (addresses != null) {
            addresses.begin();
        }
        check();
    }

    /** Asks the trunk now whether it is there and, if it registers, whether it has us. */
    void check() {
        if (health != null) {
            health.ask();
        }
        if (registration != null) {
            registration.begin();
        }
    }

    void close() {
        if (addresses != null) {
            addresses.close();
        }
        if (health != null) {
            health.close();
        }
        if (registration != null) {
            registration.close();
        }
    }

    private void found(TrunkAddresses now) {
        List<InetAddress> all = now.all();
        trunks.found(trunk, new HashSet<>(all));
        if (carrier != null) {
            List<Hop> before = carrier.hops();
            carrier.leadsTo(now.hops(carrier.way().firstHop()));
            if (before.isEmpty()) {
                check();
            }
        }
    }

    TrunkStatus status() {
        Map<String, Long> outcomes = new HashMap<>();
        if (carrier != null) {
            for (CallOutcome each : CallOutcome.values()) {
                outcomes.put(each.word(), carrier.counted(each));
            }
        }
        return new TrunkStatus(
                trunk.name(),
                trunk.out().map(way -> way.proxy().toString()).orElse(""),
                health == null ? "unknown" : Words.of(health.state()),
                registration == null ? "off" : Words.of(registration.state()),
                why(),
                carrier == null ? 0 : carrier.carried(),
                trunk.out().map(way -> way.most().channels()).orElse(0),
                outcomes);
    }

    /** What an admin is to look at first. */
    private String why() {
        return Stream.of(
                        registration == null ? "" : registration.why(),
                        addresses == null ? "" : addresses.why(),
                        carrier == null ? "" : carrier.rests(),
                        health == null || health.state() == TrunkHealth.State.UP
                                ? ""
                                : health.why())
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }
}
