package zarang.sip.transport;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.SipTransport;

/** A network that is opened and closed: sockets, or one in memory. */
public interface SipNetwork extends SipTransport {
    /**
     * Names who is notified of TCP connections that are gone, whichever side closed them; once,
     * before {@link #start}. Called on the loop.
     */
    void onFlowClosed(Consumer<Hop> listener);

    /**
     * Names who knows what sources are to us; once, before {@link #start}. Without, everybody is a
     * friend.
     */
    void judgeBy(Standings known);

    /**
     * Opens every listener; what arrives goes to {@code sink}. Once. Any thread. Completes on the
     * loop: with the addresses as bound, in the order given, or with the first failure, all being
     * closed again.
     */
    CompletionStage<List<ListenAddress>> start(List<ListenAddress> addresses, MessageSink sink);

    /** What it has seen. Control loop. */
    TransportCounts counts();

    /** Closes everything. Any thread; completes on the loop. */
    CompletionStage<Void> close();
}
