package zarang.sip.engine;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.loop.ControlLoop;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.BindingStore;
import zarang.sip.registrar.Reach;
import zarang.sip.registrar.RegisterOrder;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Where the agents' phones are, kept so that a restart does not log them out: a text for each user.
 * Control loop, but for {@link #load}.
 */
public final class KeptPhones implements BindingStore<Hop> {
    private static final Logger log = LoggerFactory.getLogger(KeptPhones.class);

    /** A record with a hole is damaged; one with more than we know is a newer server's. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /**
     * One phone as it is written.
     *
     * @param flow number of our socket, worth something while {@code sockets} are the same
     * @param sockets our listeners
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
            String callId,
            long cseq,
            long expiresAt) {}

    /** All of a user, freshest first. */
    private record Phones(List<Phone> phones) {}

    private final ControlLoop loop;
    private final PhoneStore store;
    private final Duration longest;
    private final String sockets;
    private boolean closed;

    /**
     * The phones of one process.
     *
     * @param longest that a registration may last
     * @param sockets names our listeners, in their order
     */
    public KeptPhones(ControlLoop loop, PhoneStore store, Duration longest, String sockets) {
        this.loop = loop;
        this.store = store;
        this.longest = longest;
        this.sockets = sockets;
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
        fields.forEach((user, text) -> {
            try {
                byUser.put(user, JSON.readValue(text, Phones.class).phones());
            } catch (JacksonException damaged) {
                log.warn("phones.unreadable user={}; it is back when its phone registers", user);
            }
        });
        return byUser;
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
                binding.order().callId(),
                binding.order().cseq(),
                loop.instant().plus(left).toEpochMilli());
    }

    private Optional<Binding<Hop>> binding(Phone phone) {
        try {
            SipUri contact = (SipUri) SipSyntax.uri(phone.contact());
            Duration left =
                    Duration.between(loop.instant(), Instant.ofEpochMilli(phone.expiresAt()));
            // a wall clock that was set must not make a phone immortal
            Duration at = left.compareTo(longest) > 0 ? longest : left;
            return at.isPositive()
                    ? flow(phone, contact)
                            .map(flow ->
                                    new Binding<>(
                                            contact,
                                            flow,
                                            phone.reach(),
                                            phone.instance(),
                                            new RegisterOrder(
                                                    phone.callId(), phone.cseq(), loop.nanos()),
                                            loop.nanos() + at.toNanos()))
                    : Optional.empty();
        } catch (BadSyntax | ClassCastException | IllegalArgumentException damaged) {
            log.warn("phones.unreadable error={}", damaged.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /**
     * A connection died with the process that had it; its phone is there if it also listens where
     * its Contact says, which it does not if that is only its end of the connection.
     */
    private Optional<Hop> flow(Phone phone, SipUri contact) {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.ofLiteral(phone.host()), phone.port());
        long flow = phone.sockets().equals(sockets) ? phone.flow() : Hop.ANY;
        Hop heard = new Hop(phone.protocol(), address, flow);
        if (!phone.protocol().reliable()) {
            return Optional.of(heard);
        }
        return NextHop.of(contact, phone.protocol()::equals)
                .filter(hop -> NextHop.isAt(contact, heard))
                .filter(hop -> !hop.address().equals(address));
    }
}
