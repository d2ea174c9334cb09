package zarang.sip.transport;

import java.util.function.Consumer;
import zarang.sip.source.SourceGate;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;

/**
 * What TCP connections are wired to.
 *
 * @param flowClosed hears of each connection that is gone
 */
record TcpPorts(
        Inbound inbound,
        SourceGate gate,
        Standings standings,
        TransportSettings settings,
        TransportTally tally,
        Consumer<Hop> flowClosed) {}
