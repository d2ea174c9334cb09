package zarang.sip.registrar;

import zarang.sip.message.SipUri;

/**
 * One phone of a user.
 *
 * @param contact as the phone wrote it: the Request-URI of calls to it
 * @param flow how to reach it: the connection or the address that the REGISTER came from, which
 *     leads through its NAT
 * @param expiresAtNanos loop time
 */
public record Binding<F>(SipUri contact, F flow, String callId, long cseq, long expiresAtNanos) {}
