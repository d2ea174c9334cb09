package zarang.sip.transport;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import zarang.sip.source.SourceGate;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;

/**
 * What a transport works with; one set for each network.
 *
 * @param flows gives each socket and connection its number
 * @param inbound takes what was read
 * @param gate says whose datagrams and messages are read
 * @param flowClosed is notified of each connection that is gone
 * @param random unpredictable
 */
record TransportTools(
        VertxControlLoop loop,
        LongSupplier flows,
        Inbound inbound,
        SourceGate gate,
        Standings standings,
        TransportSettings settings,
        TransportTally tally,
        Consumer<Hop> flowClosed,
        RandomGenerator random) {}
