package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/** What a client transaction's machine wants done. Words to the user come last in a step. */
sealed interface ClientAction
        permits TimerAction,
                ClientAction.SendRequest,
                ClientAction.SendAck,
                ClientAction.SendCancel,
                ClientAction.Deliver,
                ClientAction.DeliverAgain,
                ClientAction.TellTimeout,
                ClientAction.TellTransportError {
    /** The request, first or again. */
    record SendRequest() implements ClientAction {}

    /** ACK for a final response other than 2xx. */
    record SendAck(SipResponse response) implements ClientAction {}

    /** CANCEL, in a transaction of its own. */
    record SendCancel() implements ClientAction {}

    /** A response for the user. */
    record Deliver(SipResponse response) implements ClientAction {}

    /** A 2xx to INVITE after the first. */
    record DeliverAgain(SipResponse response) implements ClientAction {}

    record TellTimeout() implements ClientAction {}

    record TellTransportError() implements ClientAction {}
}
