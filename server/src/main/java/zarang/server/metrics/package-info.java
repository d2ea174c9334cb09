/**
 * What {@code GET /metrics} shows.
 *
 * <p><b>How to add a figure.</b> Let the room count: a component of its snapshot, such as {@link
 * zarang.media.MediaCounters}. Then add one line to the room's {@link zarang.config.meter.Meters},
 * such as {@link zarang.media.MediaFigures}, and one row to the table of docs/OPERATIONS.md: name,
 * unit, meaning, what to do. {@code FiguresTest} fails until both are there. What lives on the
 * control loop goes through {@link zarang.server.metrics.LoopSnapshot}.
 */
@NullMarked
package zarang.server.metrics;

import org.jspecify.annotations.NullMarked;
