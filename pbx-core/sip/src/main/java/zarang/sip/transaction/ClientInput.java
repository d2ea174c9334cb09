package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/** What happens to a client transaction. */
sealed interface ClientInput {
    record Received(SipResponse response) implements ClientInput {}

    record Fired(TimerName timer) implements ClientInput {}

    record TransportFailed() implements ClientInput {}

    /** The user wants an INVITE cancelled. */
    record Cancel() implements ClientInput {}
}
