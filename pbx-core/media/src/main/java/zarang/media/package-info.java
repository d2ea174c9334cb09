/**
 * Media of calls: sessions on java.nio loops that play, relay, hear digits and feed recorders.
 *
 * <p>The sub-packages are pure parts without sockets or threads; only this package joins them.
 *
 * <p>A packet's way is a list of stages ({@code LegPath}), each a file with one job, over the tools
 * that the loop lends ({@code LoopTools}): header, source, freshness, digits, tap, bridge. What a
 * leg says are sources in order of precedence ({@code LegOutput}), written by {@code PacketWriter}.
 * A session describes itself ({@code MediaDescription}) and is connected by an {@code Agreement};
 * signalling words stay with signalling.
 */
@NullMarked
package zarang.media;

import org.jspecify.annotations.NullMarked;
