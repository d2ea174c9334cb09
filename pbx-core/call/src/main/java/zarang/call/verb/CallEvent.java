package zarang.call.verb;

import java.time.Duration;
import zarang.call.QueueName;
import zarang.call.engine.LegEvent;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ServiceAnswer;

/** What happens to a call. */
public sealed interface CallEvent {
    /** Somebody outside wants the call to do something; the first is the script, at its start. */
    record Wanted(VerbStart verb) implements CallEvent {}

    record OnLeg(LegEvent event) implements CallEvent {}

    record OnQueue(QueueEvent event) implements CallEvent {}

    record Told(ServiceAnswer answer) implements CallEvent {}

    /**
     * The caller had waited in a queue before this call, and has that place again.
     *
     * @param waited how long it had
     */
    record Regained(QueueName queue, Duration waited) implements CallEvent {}

    record TimerFired(String timer) implements CallEvent {}
}
