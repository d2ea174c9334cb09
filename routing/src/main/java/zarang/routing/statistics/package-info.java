/**
 * Figures of queues and agents, by the quarter of an hour: made from the journal's facts, kept in
 * Redis.
 */
@NullMarked
package zarang.routing.statistics;

import org.jspecify.annotations.NullMarked;
