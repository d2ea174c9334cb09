package zarang.sip.transaction;

/** A client transaction's decisions: pure. */
interface ClientMachine<S> {
    Step<S> start();

    Step<S> on(S state, ClientInput input);

    boolean isTerminated(S state);
}
