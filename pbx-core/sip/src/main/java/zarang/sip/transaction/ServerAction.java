package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/** What a server transaction's machine wants done. Words to the user come last in a step. */
sealed interface ServerAction
        permits TimerAction,
                ServerAction.SendResponse,
                ServerAction.SayTrying,
                ServerAction.TellResponseLost {
    /** A response, first or again. */
    record SendResponse(SipResponse response) implements ServerAction {}

    /** Nothing was said for a while; answer 100. */
    record SayTrying() implements ServerAction {}

    /** The final response got no ACK or did not leave. */
    record TellResponseLost() implements ServerAction {}
}
