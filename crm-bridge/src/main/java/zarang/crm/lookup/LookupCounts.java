package zarang.crm.lookup;

import java.util.Map;

/**
 * What scripts asked outside, since the start.
 *
 * @param ended questions by how they ended
 * @param retried tries after the first one
 * @param leftAlone how often a host that kept failing was left alone for a while
 */
public record LookupCounts(Map<String, Long> ended, long retried, long leftAlone) {
    public LookupCounts {
        ended = Map.copyOf(ended);
    }
}
