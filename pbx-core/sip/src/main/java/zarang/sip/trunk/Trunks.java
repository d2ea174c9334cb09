package zarang.sip.trunk;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Every trunk there is. The longest matching prefix decides; among equals the first. */
public final class Trunks {
    private final List<Trunk> trunks;

    public Trunks(List<Trunk> trunks) {
        this.trunks = List.copyOf(trunks);
    }

    /** The trunk that a packet from that address came through. */
    public Optional<Trunk> of(InetAddress source) {
        Optional<Trunk> best = Optional.empty();
        int longest = -1;
        for (Trunk trunk : trunks) {
            for (Prefix prefix : trunk.sources()) {
                if (prefix.bits() > longest && prefix.contains(source)) {
                    best = Optional.of(trunk);
                    longest = prefix.bits();
                }
            }
        }
        return best;
    }
}
