package zarang.sip.transaction;

/** A client transaction's decisions: pure. */
interface ClientMachine<S> {
    Transition<S> start();

    Transition<S> on(S state, ClientInput input);

    boolean isTerminated(S state);
}
