package zarang.sip.trunk;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.config.AddressPrefix;

/**
 * Every trunk there is. The longest matching prefix decides; among equals the first, and a network
 * that is written before an address that DNS gave. Control loop only.
 */
public final class Trunks {
    private final List<Trunk> trunks;

    /** What DNS says of the names of a trunk, by the trunk's name. */
    private final Map<String, Set<InetAddress>> named = new HashMap<>();

    public Trunks(List<Trunk> trunks) {
        this.trunks = List.copyOf(trunks);
    }

    /** In the order of the configuration. */
    public List<Trunk> all() {
        return trunks;
    }

    /** The trunk that a packet from that address came through. */
    public Optional<Trunk> of(InetAddress source) {
        Optional<Trunk> best = Optional.empty();
        int longest = -1;
        for (Trunk trunk : trunks) {
            for (AddressPrefix prefix : trunk.sources()) {
                if (prefix.bits() > longest && prefix.contains(source)) {
                    best = Optional.of(trunk);
                    longest = prefix.bits();
                }
            }
        }
        if (longest == source.getAddress().length * Byte.SIZE) {
            return best;
        }
        Optional<Trunk> byName = byName(source);
        return byName.isPresent() ? byName : best;
    }

    private Optional<Trunk> byName(InetAddress source) {
        return trunks.stream()
                .filter(trunk -> named.getOrDefault(trunk.name(), Set.of()).contains(source))
                .findFirst();
    }

    /** The names of that trunk lead there now, and nowhere else. */
    public void found(Trunk trunk, Set<InetAddress> addresses) {
        named.put(trunk.name(), Set.copyOf(addresses));
    }
}
