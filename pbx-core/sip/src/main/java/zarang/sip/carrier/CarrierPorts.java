package zarang.sip.carrier;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import zarang.call.loop.ControlLoop;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.NameAddr;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.TransactionLayer;

/**
 * What trunks at work are wired to.
 *
 * @param contact our own address as the other side of a hop can reach it
 * @param lookup where names lead
 * @param random unpredictable
 * @param told when a trunk comes up or goes down
 */
public record CarrierPorts(
        ControlLoop loop,
        TransactionLayer layer,
        Function<Hop, NameAddr> contact,
        SipLookup lookup,
        RandomGenerator random,
        TrunkListener told) {}
