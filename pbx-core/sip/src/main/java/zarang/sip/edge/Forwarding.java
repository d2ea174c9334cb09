package zarang.sip.edge;

import zarang.sip.transaction.Hop;

/** What is to become of a request that carries a token. */
sealed interface Forwarding {
    /**
     * It goes on.
     *
     * @param flow the phone's, as the token names it
     * @param to the phone, or the node
     * @param hops Max-Forwards as it came
     */
    record Onward(Hop flow, Hop to, int hops) implements Forwarding {}

    record Refused(EdgeRefusal why) implements Forwarding {}
}
