package zarang.routing.calls;

/**
 * What was asked of calls between processes; all but {@code open} only grow.
 *
 * @param open questions to other processes that are not answered yet
 * @param asked of other processes
 * @param silent of those, not answered in time, or not sent
 * @param answered of others, by this one
 * @param dropped that came twice, too late or unreadable
 */
public record CallPeerCounts(int open, long asked, long silent, long answered, long dropped) {}
