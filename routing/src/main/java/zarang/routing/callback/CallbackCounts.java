package zarang.routing.callback;

import java.util.Map;

/**
 * What this process has done to call back.
 *
 * @param tried call-backs for which an agent was there, by what came of it
 * @param turns those that have their turn: they are in line, their agent rings, or they are called
 * @param leads whether this process is the one that calls
 */
public record CallbackCounts(Map<String, Long> tried, int turns, boolean leads) {}
