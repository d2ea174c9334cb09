package zarang.sip.transaction;

import java.time.Duration;
import zarang.sip.message.SipResponse;

/** What a transaction's machine wants done. Words to the user come last in a step. */
sealed interface Action {
    record StartTimer(TimerName timer, Duration delay) implements Action {}

    record StopTimer(TimerName timer) implements Action {}

    /** Client: the request, first or again. */
    record SendRequest() implements Action {}

    /** Client: ACK for a final response other than 2xx. */
    record SendAck(SipResponse response) implements Action {}

    /** Client: CANCEL, in a transaction of its own. */
    record SendCancel() implements Action {}

    /** Server: a response, first or again. */
    record SendResponse(SipResponse response) implements Action {}

    /** Server: nothing was said for a while; answer 100. */
    record SayTrying() implements Action {}

    /** Client: a response for the user. */
    record Deliver(SipResponse response) implements Action {}

    /** Client: a 2xx to INVITE after the first. */
    record DeliverAgain(SipResponse response) implements Action {}

    record TellTimeout() implements Action {}

    record TellTransportError() implements Action {}

    /** Server: the final response got no ACK or did not leave. */
    record TellResponseLost() implements Action {}
}
