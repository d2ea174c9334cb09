package zarang.sip.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.Reach;
import zarang.sip.registrar.Whereabouts;
import zarang.sip.transaction.Hop;

/**
 * How one phone may be reached.
 *
 * @param ways the likeliest first, at least one
 * @param q how much it is preferred to the user's other phones, 0 to 1
 */
record PhoneAddress(List<PhoneWay> ways, double q) {
    private static final Logger log = LoggerFactory.getLogger(PhoneAddress.class);

    PhoneAddress {
        ways = List.copyOf(ways);
    }

    /** Whether the other one leads to this phone too, whatever else it leads to. */
    boolean isAt(PhoneAddress other) {
        return !Collections.disjoint(ways, other.ways);
    }

    /** An address that somebody wrote down; empty if it is no SIP URI. */
    static Optional<PhoneAddress> written(String uri) {
        try {
            return SipSyntax.uri(uri) instanceof SipUri sip
                    ? Optional.of(
                            new PhoneAddress(
                                    List.of(new PhoneWay(sip, Optional.empty(), List.of())),
                                    Binding.PREFERRED))
                    : Optional.empty();
        } catch (BadSyntax e) {
            log.warn("leg.refused reason=contact-not-a-sip-uri");
            return Optional.empty();
        }
    }

    /**
     * Registered phones, those first that are preferred and of these the freshest, each once: the
     * flows of one that keeps several are ways to it, tried one after the other. RFC 5626 §6. It is
     * preferred as its best flow is.
     */
    static List<PhoneAddress> each(List<Whereabouts<Hop>> registered) {
        Map<String, List<PhoneWay>> byInstance = new LinkedHashMap<>();
        Map<String, Double> preferred = new HashMap<>();
        for (Whereabouts<Hop> each : registered) {
            String instance = each.phone().instance();
            String name = instance.isEmpty() ? "no " + byInstance.size() : instance;
            byInstance.computeIfAbsent(name, phone -> new ArrayList<>()).addAll(ways(each));
            preferred.merge(name, each.phone().q(), Math::max);
        }
        return byInstance.entrySet().stream()
                .filter(phone -> !phone.getValue().isEmpty())
                .map(phone ->
                        new PhoneAddress(
                                phone.getValue(),
                                preferred.getOrDefault(phone.getKey(), Binding.PREFERRED)))
                .sorted(Comparator.comparingDouble(phone -> -phone.q()))
                .toList();
    }

    /** A registered phone, wherever it is registered. */
    private static List<PhoneWay> ways(Whereabouts<Hop> phone) {
        return phone.node().isEmpty()
                ? ofThisNode(phone.phone())
                : ofAnotherNode(phone.phone(), phone.edge());
    }

    /**
     * The Contact is where to send to, RFC 3261 §10.2, but over a connection that is open, and
     * unless a NAT stands between: then its host is not where the REGISTER came from, or the phone
     * says itself that it listens where it sends from (RFC 3581, RFC 5626). A phone whose Contact
     * differs in the port alone may mean either, so both are tried. Another host than the
     * REGISTER's is never tried: behind a NAT that address may be a stranger's.
     */
    private static List<PhoneWay> ofThisNode(Binding<Hop> phone) {
        Hop flow = phone.flow();
        if (!phone.path().isEmpty()) {
            return List.of(alongPath(phone));
        }
        PhoneWay over = PhoneWay.direct(phone.contact(), flow);
        return contact(phone)
                .map(hop -> over(flow, hop))
                .filter(hop -> !hop.equals(flow))
                .map(hop -> PhoneWay.direct(phone.contact(), hop))
                .map(named ->
                        phone.reach() == Reach.CONTACT_FIRST
                                ? List.of(named, over)
                                : List.of(over, named))
                .orElse(List.of(over));
    }

    /**
     * From another node than that which it registered at only that node's connection and only that
     * node's hole in a NAT lead to the phone: through that node, then, but for one that is where it
     * says and is heard from there. The other way is tried too, if there is one.
     */
    private static List<PhoneWay> ofAnotherNode(Binding<Hop> phone, Optional<SipUri> edge) {
        if (!phone.path().isEmpty()) {
            return List.of(alongPath(phone));
        }
        List<PhoneWay> through =
                edge
                        .flatMap(uri ->
                                NextHop.of(uri)
                                        .map(hop ->
                                                new PhoneWay(
                                                        phone.contact(),
                                                        Optional.of(hop),
                                                        List.of(NameAddr.of(uri)))))
                        .stream()
                        .toList();
        List<PhoneWay> direct =
                contact(phone).stream().map(hop -> PhoneWay.direct(phone.contact(), hop)).toList();
        boolean directFirst =
                phone.reach() == Reach.CONTACT_FIRST
                        || direct.stream()
                                .anyMatch(way -> way.hop().equals(Optional.of(phone.flow())));
        return (directFirst
                        ? Stream.concat(direct.stream(), through.stream())
                        : Stream.concat(through.stream(), direct.stream()))
                .toList();
    }

    /** RFC 3327 §5.3: the Path is the route set, and its first proxy the next hop of any node. */
    private static PhoneWay alongPath(Binding<Hop> phone) {
        SipUri first = (SipUri) phone.path().getFirst().uri();
        return new PhoneWay(
                phone.contact(), Optional.of(NextHop.of(first).orElse(phone.flow())), phone.path());
    }

    /** Where the Contact says, if it can be sent to. */
    private static Optional<Hop> contact(Binding<Hop> phone) {
        return phone.flow().protocol().reliable()
                        || phone.reach() == Reach.FLOW
                        || !NextHop.isAt(phone.contact(), phone.flow())
                ? Optional.empty()
                : NextHop.of(phone.contact());
    }

    /** From the socket of ours that the phone knows. */
    private static Hop over(Hop flow, Hop named) {
        return named.protocol() == flow.protocol()
                ? new Hop(named.protocol(), named.address(), flow.flow())
                : named;
    }
}
