package zarang.call.verb;

import zarang.call.CallTermination;

/** Whether it is known how a call ends. */
sealed interface Ending {
    record Open() implements Ending {}

    /** Zarang stops the call: so it ends, whatever the caller does meanwhile. */
    record Settled(CallTermination how) implements Ending {}

    record Over(CallTermination how) implements Ending {}
}
