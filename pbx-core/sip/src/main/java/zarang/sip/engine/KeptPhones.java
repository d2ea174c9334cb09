package zarang.sip.engine;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.loop.ControlLoop;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.BindingStore;
import zarang.sip.registrar.Reach;
import zarang.sip.registrar.RegisterOrder;
import zarang.sip.registrar.Whereabouts;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Where the agents' phones are, kept so that a restart does not log them out and other nodes can
 * ring them: a text for each user. Control loop, but for {@link #load} and {@link #read}.
 */
public final class KeptPhones implements BindingStore<Hop> {
    private static final Logger log = LoggerFactory.getLogger(KeptPhones.class);

    /** A record with more than we know is a newer server's. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /**
     * One phone as it is written. What an earlier version did not write may be missing; anything
     * else that is missing makes it unreadable.
     *
     * @param q how much it is preferred to the user's others, 0 to 1
     * @param edge the Route to it through this node; empty if there is none
     * @param flow number of our socket, worth something while {@code sockets} are the same
     * @param sockets our listeners
     * @param acceptedAt ms since 1970; 0 if an earlier version wrote it
     * @param expiresAt ms since 1970
     */
    public record Phone(
            String contact,
            Protocol protocol,
            String host,
            int port,
            long flow,
            String sockets,
            Reach reach,
            String instance,
            String regId,
            Double q,
            List<String> path,
            String callId,
            long cseq,
            String edge,
            long acceptedAt,
            long expiresAt) {
        public Phone {
            for (Object part : List.of(contact, protocol, host, sockets, reach, instance, callId)) {
                requireNonNull(part);
            }
            regId = requireNonNullElse(regId, "");
            q = requireNonNullElse(q, Binding.PREFERRED);
            path = List.copyOf(requireNonNullElse(path, List.of()));
            edge = requireNonNullElse(edge, "");
        }
    }

    /** All of a user, freshest first. */
    private record Phones(List<Phone> phones) {
        Phones {
            phones = List.copyOf(phones);
        }
    }

    private final ControlLoop loop;
    private final PhoneStore store;
    private final Duration longest;
    private final String sockets;
    private final Function<Hop, Optional<SipUri>> edge;
    private boolean closed;

    /**
     * The phones of one process.
     *
     * @param longest that a registration may last
     * @param sockets names our listeners, in their order
     * @param edge the Route by which other nodes reach a phone through this one
     */
    public KeptPhones(
            ControlLoop loop,
            PhoneStore store,
            Duration longest,
            String sockets,
            Function<Hop, Optional<SipUri>> edge) {
        this.loop = loop;
        this.store = store;
        this.longest = longest;
        this.sockets = sockets;
        this.edge = edge;
    }

    @Override
    public void save(String user, List<Binding<Hop>> bindings) {
        if (closed) {
            return;
        }
        List<Phone> phones =
                bindings.stream()
                        .filter(binding -> !binding.flow().address().isUnresolved())
                        .map(this::written)
                        .toList();
        if (phones.isEmpty()) {
            store.remove(user);
        } else {
            store.put(user, JSON.writeValueAsString(new Phones(phones)));
        }
    }

    /** Writes no more: whatever becomes of the phones now comes of our going. Control loop. */
    public void close() {
        closed = true;
    }

    /** What an earlier run left, by user. Any thread. */
    public CompletionStage<Map<String, List<Phone>>> load(Duration limit) {
        return store.load(limit).thenApply(KeptPhones::read);
    }

    private static Map<String, List<Phone>> read(Map<String, String> fields) {
        Map<String, List<Phone>> byUser = new LinkedHashMap<>();
        fields.forEach((user, text) -> read(user, text).ifPresent(list -> byUser.put(user, list)));
        return byUser;
    }

    /** A user's phones out of what is kept; empty if that is damaged. Any thread. */
    static Optional<List<Phone>> read(String user, String text) {
        try {
            return Optional.of(JSON.readValue(text, Phones.class).phones());
        } catch (JacksonException damaged) {
            log.warn("phones.unreadable user={}; it is back when its phone registers", user);
            return Optional.empty();
        }
    }

    /** What is still worth something, on this loop's clock. Control loop. */
    public List<Binding<Hop>> bindings(List<Phone> phones) {
        List<Binding<Hop>> alive = new ArrayList<>();
        for (Phone phone : phones) {
            binding(phone).ifPresent(alive::add);
        }
        return alive;
    }

    private Phone written(Binding<Hop> binding) {
        Hop flow = binding.flow();
        Duration left = Duration.ofNanos(binding.expiresAtNanos() - loop.nanos());
        return new Phone(
                binding.contact().toString(),
                flow.protocol(),
                flow.address().getAddress().getHostAddress(),
                flow.address().getPort(),
                flow.flow(),
                sockets,
                binding.reach(),
                binding.instance(),
                binding.regId(),
                binding.q(),
                binding.path().stream().map(NameAddr::toString).toList(),
                binding.order().callId(),
                binding.order().cseq(),
                edge.apply(flow).map(SipUri::toString).orElse(""),
                binding.acceptedAt().toEpochMilli(),
                loop.instant().plus(left).toEpochMilli());
    }

    private Optional<Binding<Hop>> binding(Phone phone) {
        try {
            SipUri contact = (SipUri) SipSyntax.uri(phone.contact());
            // what the phone writes from now on is newer, whatever it wrote before
            return flow(phone, contact)
                    .flatMap(flow -> binding(phone, contact, flow, loop.nanos()));
        } catch (BadSyntax | ClassCastException | IllegalArgumentException damaged) {
            return unreadable(damaged);
        }
    }

    private static <T> Optional<T> unreadable(RuntimeException damaged) {
        log.warn("phones.unreadable error={}", damaged.getClass().getSimpleName());
        return Optional.empty();
    }

    private Optional<Binding<Hop>> binding(Phone phone, SipUri contact, Hop flow, long atNanos) {
        Duration left = Duration.between(loop.instant(), Instant.ofEpochMilli(phone.expiresAt()));
        // a wall clock that was set must not make a phone immortal
        Duration at = left.compareTo(longest) > 0 ? longest : left;
        return at.isPositive()
                ? Optional.of(
                        new Binding<>(
                                contact,
                                flow,
                                phone.reach(),
                                phone.instance(),
                                phone.regId(),
                                phone.q(),
                                phone.path().stream().map(SipSyntax::nameAddr).toList(),
                                new RegisterOrder(phone.callId(), phone.cseq(), atNanos),
                                Instant.ofEpochMilli(phone.acceptedAt()),
                                loop.nanos() + at.toNanos()))
                : Optional.empty();
    }

    /** The phones of another node that are still worth something. Control loop. */
    List<Whereabouts<Hop>> elsewhere(String node, List<Phone> phones) {
        List<Whereabouts<Hop>> alive = new ArrayList<>();
        for (Phone phone : phones) {
            elsewhere(node, phone).ifPresent(alive::add);
        }
        return alive;
    }

    private Optional<Whereabouts<Hop>> elsewhere(String node, Phone phone) {
        try {
            SipUri contact = (SipUri) SipSyntax.uri(phone.contact());
            Optional<SipUri> through =
                    phone.edge().isEmpty()
                            ? Optional.empty()
                            : Optional.of((SipUri) SipSyntax.uri(phone.edge()));
            return binding(phone, contact, Hop.to(phone.protocol(), address(phone)), loop.nanos())
                    .map(binding -> new Whereabouts<>(node, binding, through));
        } catch (BadSyntax | ClassCastException | IllegalArgumentException damaged) {
            return unreadable(damaged);
        }
    }

    private static InetSocketAddress address(Phone phone) {
        return new InetSocketAddress(InetAddress.ofLiteral(phone.host()), phone.port());
    }

    /**
     * A connection died with the process that had it; its phone is there if it also listens where
     * its Contact says, which it does not if that is only its end of the connection.
     */
    private Optional<Hop> flow(Phone phone, SipUri contact) {
        InetSocketAddress address = address(phone);
        long flow = phone.sockets().equals(sockets) ? phone.flow() : Hop.ANY;
        Hop heard = new Hop(phone.protocol(), address, flow);
        if (!phone.protocol().reliable() || !phone.path().isEmpty()) {
            return Optional.of(heard);
        }
        return NextHop.of(contact, phone.protocol()::equals)
                .filter(hop -> NextHop.isAt(contact, heard))
                .filter(hop -> !hop.address().equals(address));
    }
}
