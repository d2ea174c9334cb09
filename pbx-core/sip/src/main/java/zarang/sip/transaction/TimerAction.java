package zarang.sip.transaction;

import java.time.Duration;

/** What the machines of both sides want done with their timers. */
sealed interface TimerAction extends ClientAction, ServerAction {
    record StartTimer(TimerName timer, Duration delay) implements TimerAction {}

    record StopTimer(TimerName timer) implements TimerAction {}
}
