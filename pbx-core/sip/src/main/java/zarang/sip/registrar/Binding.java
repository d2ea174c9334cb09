package zarang.sip.registrar;

import java.time.Instant;
import java.util.List;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;

/**
 * One phone of a user.
 *
 * @param contact as the phone wrote it: the Request-URI of calls to it
 * @param flow where the REGISTER came from: a connection, or an address that leads through its NAT
 * @param reach whether calls go there or to the contact
 * @param instance its {@code +sip.instance}, in lower case; empty if it names none
 * @param regId its {@code reg-id}; empty if it names none: then it is there once, RFC 5626 §6
 * @param q how much it is preferred to the user's other phones, 0 to 1: RFC 3261 §10.2.1.2; 1 where
 *     it does not say
 * @param path whom calls to it pass, in order, RFC 3327; none: they go there directly
 * @param order of the REGISTER that it comes from
 * @param acceptedAt wall clock, to tell which of two nodes heard it last
 * @param expiresAtNanos loop time
 */
public record Binding<F>(
        SipUri contact,
        F flow,
        Reach reach,
        String instance,
        String regId,
        double q,
        List<NameAddr> path,
        RegisterOrder order,
        Instant acceptedAt,
        long expiresAtNanos) {
    /** Of a Contact that does not say. */
    public static final double PREFERRED = 1;

    public Binding {
        path = List.copyOf(path);
    }

    /** Whether the other was accepted later, at whatever node. */
    boolean isBefore(Binding<F> other) {
        return acceptedAt.isBefore(other.acceptedAt);
    }

    /**
     * Whether this is no mere refresh of that one: the phone was restarted or moved. The same again
     * is a refresh.
     */
    boolean isAnew(Binding<F> before) {
        return !flow.equals(before.flow)
                || !order.callId().equals(before.order.callId())
                || order.cseq() < before.order.cseq();
    }
}
