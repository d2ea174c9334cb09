/**
 * The embedded telephony engine. {@link zarang.sip.engine.SipEngine} turns leg commands into
 * dialogs and media sessions, and what happens to those into leg events.
 *
 * <p>Wiring: make the transport and its {@code TransactionLayer}, start the {@code MediaLoops},
 * make the engine with {@code mediaLoops::open} (it attaches itself to the layer), then start the
 * transport. Commands and events are on the control loop.
 */
@NullMarked
package zarang.sip.engine;

import org.jspecify.annotations.NullMarked;
