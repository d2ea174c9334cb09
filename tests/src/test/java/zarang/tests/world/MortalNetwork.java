package zarang.tests.world;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.source.Standings;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipNetwork;
import zarang.sip.transport.TransportCounts;

/**
 * The network as one process sees it: a dead one neither sends nor hears.
 *
 * @param asked how often each method came
 */
record MortalNetwork(MemoryNet.Node node, Fate fate, Map<String, Long> asked)
        implements SipNetwork {
    @Override
    public void onFlowClosed(Consumer<Hop> listener) {
        node.onFlowClosed(listener);
    }

    @Override
    public void judgeBy(Standings known) {
        node.judgeBy(known);
    }

    @Override
    public CompletionStage<List<ListenAddress>> start(
            List<ListenAddress> addresses, MessageSink sink) {
        return node.start(
                addresses,
                (message, source) -> {
                    if (fate.step()) {
                        if (message instanceof ParsedMessage.Request(SipRequest request)) {
                            asked.merge(request.method(), 1L, Long::sum);
                        }
                        sink.onMessage(message, source);
                    }
                });
    }

    @Override
    public TransportCounts counts() {
        return node.counts();
    }

    @Override
    public CompletionStage<Void> close() {
        return node.close();
    }

    @Override
    public void send(SipMessage message, Hop hop, Runnable failed) {
        if (fate.step()) {
            node.send(message, hop, failed);
        }
    }

    @Override
    public SentBy sentBy(Hop hop) {
        return node.sentBy(hop);
    }
}
