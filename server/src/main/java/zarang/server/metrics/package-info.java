/**
 * What {@code GET /metrics} shows: one file a room, one line a figure.
 *
 * <p><b>How to add a figure.</b> Let the room count: a component of its snapshot, such as {@link
 * zarang.sip.transport.TransportCounts}. Then add one line to the room's file here ({@code
 * SipFigures}, {@code FloorFigures}, {@code MediaFigures}, ...):
 *
 * <pre>{@code
 * board.counter("zarang_sip_malformed_total", "Messages that could not be read", () -> sip.get().malformed());
 * }</pre>
 *
 * and one row to the table of docs/OPERATIONS.md: name, unit, meaning, what to do. {@code
 * FiguresTest} fails until both are there. A name is written as Prometheus shows it, so that it can
 * be searched for: {@code zarang_}, the room, the thing, the base unit ({@code _seconds}, {@code
 * _bytes}), and {@code _total} for what only grows. The value is read at each scrape, on an HTTP
 * thread: it must come from a snapshot that any thread may read and must not wait. What lives on
 * the control loop goes through {@link zarang.server.metrics.LoopSnapshot}.
 */
@NullMarked
package zarang.server.metrics;

import org.jspecify.annotations.NullMarked;
