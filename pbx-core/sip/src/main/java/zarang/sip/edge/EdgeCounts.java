package zarang.sip.edge;

import java.util.Map;

/**
 * What the edge has done since the start.
 *
 * @param forwarded messages sent on, requests and responses
 * @param refused messages that were not, by reason
 */
public record EdgeCounts(long forwarded, Map<EdgeRefusal, Long> refused) {
    public EdgeCounts {
        refused = Map.copyOf(refused);
    }
}
