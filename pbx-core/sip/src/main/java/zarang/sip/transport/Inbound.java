package zarang.sip.transport;

import zarang.sip.message.ParsedMessage;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;

/** Counts what was received and hands it up. */
final class Inbound {
    private final MessageSink sink;
    private final TransportTally tally;

    Inbound(MessageSink sink, TransportTally tally) {
        this.sink = sink;
        this.tally = tally;
    }

    void take(ParsedMessage parsed, Hop source) {
        switch (parsed) {
            case ParsedMessage.KeepAlive k -> {
                tally.keepAlives++;
                return;
            }
            case ParsedMessage.Malformed m -> tally.malformed++;
            case ParsedMessage.Request r -> tally.received++;
            case ParsedMessage.Response r -> tally.received++;
            case ParsedMessage.Unread u -> tally.received++;
        }
        sink.onMessage(parsed, source);
    }
}
