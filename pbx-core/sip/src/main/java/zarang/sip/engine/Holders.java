package zarang.sip.engine;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;
import zarang.sip.ban.Bans;
import zarang.sip.edge.EdgePeers;
import zarang.sip.source.SourceKey;
import zarang.sip.source.Standing;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.trunk.Trunks;

/**
 * Which sources and connections have a registration or a call here. Looked up anew when asked and a
 * second has passed: nobody has to tell of each that comes and goes. Control loop only.
 */
final class Holders implements Standings {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final ControlLoop loop;
    private final Trunks trunks;
    private final EdgePeers nodes;
    private final Bans bans;
    private final Consumer<Consumer<Hop>> everyHop;
    private final Set<Long> sources = new HashSet<>();
    private final Set<Long> flows = new HashSet<>();
    private long lookedAt;

    /**
     * @param nodes stand as trunks do: they send for many phones
     * @param everyHop tells the hop of each registration and each call
     */
    Holders(
            ControlLoop loop,
            Trunks trunks,
            EdgePeers nodes,
            Bans bans,
            Consumer<Consumer<Hop>> everyHop) {
        this.loop = loop;
        this.trunks = trunks;
        this.nodes = nodes;
        this.bans = bans;
        this.everyHop = everyHop;
        this.lookedAt = loop.nanos() - FRESH;
    }

    @Override
    public Standing of(InetAddress source) {
        if (trunks.of(source).isPresent() || nodes.isNode(source)) {
            return Standing.TRUNK;
        }
        look();
        long key = SourceKey.of(source);
        if (sources.contains(key)) {
            return Standing.KNOWN;
        }
        return bans.has(key) ? Standing.BANNED : Standing.STRANGER;
    }

    @Override
    public boolean carries(long flow) {
        look();
        return flows.contains(flow);
    }

    private void look() {
        long now = loop.nanos();
        if (now - lookedAt < FRESH) {
            return;
        }
        lookedAt = now;
        sources.clear();
        flows.clear();
        everyHop.accept(hop -> {
            flows.add(hop.flow());
            InetAddress address = hop.address().getAddress();
            if (address != null) {
                sources.add(SourceKey.of(address));
            }
        });
    }
}
