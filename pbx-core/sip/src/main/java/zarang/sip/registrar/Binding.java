package zarang.sip.registrar;

import zarang.sip.message.SipUri;

/**
 * One phone of a user.
 *
 * @param contact as the phone wrote it: the Request-URI of calls to it
 * @param flow where the REGISTER came from: a connection, or an address that leads through its NAT
 * @param reach whether calls go there or to the contact
 * @param instance its {@code +sip.instance}, in lower case; empty if it names none
 * @param order of the REGISTER that it comes from
 * @param expiresAtNanos loop time
 */
public record Binding<F>(
        SipUri contact,
        F flow,
        Reach reach,
        String instance,
        RegisterOrder order,
        long expiresAtNanos) {}
