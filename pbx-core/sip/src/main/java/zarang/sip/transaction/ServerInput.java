package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/** What happens to a server transaction. */
sealed interface ServerInput {
    /** The user's response. */
    record Respond(SipResponse response) implements ServerInput {}

    /** The request came again. */
    record Again() implements ServerInput {}

    record AckReceived() implements ServerInput {}

    record Fired(TimerName timer) implements ServerInput {}

    record TransportFailed() implements ServerInput {}
}
