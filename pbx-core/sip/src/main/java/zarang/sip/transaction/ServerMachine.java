package zarang.sip.transaction;

/** A server transaction's decisions: pure. */
interface ServerMachine<S> {
    Transition<S, ServerAction> start();

    Transition<S, ServerAction> on(S state, ServerInput input);

    boolean isTerminated(S state);

    /** Whether no final response was given yet. */
    boolean isOpen(S state);
}
