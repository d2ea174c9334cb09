package zarang.sip.transport;

import zarang.sip.message.Parsed;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;

/** Counts what was received and hands it up. */
final class Inbound {
    private final MessageSink sink;
    private final Tally tally;

    Inbound(MessageSink sink, Tally tally) {
        this.sink = sink;
        this.tally = tally;
    }

    void take(Parsed parsed, Hop source) {
        switch (parsed) {
            case Parsed.KeepAlive k -> {
                tally.keepAlives++;
                return;
            }
            case Parsed.Malformed m -> tally.malformed++;
            case Parsed.Request r -> tally.received++;
            case Parsed.Response r -> tally.received++;
        }
        sink.onMessage(parsed, source);
    }
}
