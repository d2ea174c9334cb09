package zarang.sip.transaction;

/** A client transaction's decisions: pure. */
interface ClientMachine<S> {
    Transition<S, ClientAction> start();

    Transition<S, ClientAction> on(S state, ClientInput input);

    boolean isTerminated(S state);
}
