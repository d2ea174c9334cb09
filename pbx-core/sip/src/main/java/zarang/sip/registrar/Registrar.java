package zarang.sip.registrar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;

/**
 * Where the phones are. Control loop only. RFC 3261 §10.3.
 *
 * <p>Users are bounded by the accounts, since only an authenticated user gets here. A user's fifth
 * phone takes the place of the one that was silent longest: refusing it would lock out whoever
 * restarts a phone behind a NAT.
 *
 * @param <F> how a phone is reached again
 */
public final class Registrar<F> {
    static final int CONTACTS_MAX = 4;
    private static final Logger log = LoggerFactory.getLogger(Registrar.class);

    /** What makes two contacts the same: RFC 3261 §19.1.4, as far as phones differ in it. */
    private record Key(String user, String host, int port, String transport) {
        static Key of(SipUri uri) {
            return new Key(
                    uri.decodedUser(),
                    uri.host().toLowerCase(Locale.ROOT),
                    uri.portOrDefault(),
                    uri.params().get("transport").orElse("").toLowerCase(Locale.ROOT));
        }
    }

    private record Held<F>(Binding<F> binding, ControlLoop.Timer expiry) {}

    /** A contact that a request names, checked. Zero seconds removes it. */
    private record Wish(SipUri contact, Key key, long seconds) {}

    private final ControlLoop loop;
    private final RegistrarSettings settings;
    private final RegistrarListener listener;

    /** By user; the order within is that of the last refresh, and no user's map is empty. */
    private final Map<String, LinkedHashMap<Key, Held<F>>> users = new HashMap<>();

    public Registrar(ControlLoop loop, RegistrarSettings settings, RegistrarListener listener) {
        this.loop = loop;
        this.settings = settings;
        this.listener = listener;
    }

    /** Does what an authenticated user asks for its own address: all of it or nothing. */
    public RegisterOutcome register(String user, RegisterRequest<F> request) {
        if (request.star()) {
            return removeAll(user, request);
        }
        if (request.contacts().size() > CONTACTS_MAX) {
            return new RegisterOutcome.Refused(403, "Too Many Contacts");
        }
        List<Wish> wishes = new ArrayList<>();
        for (NameAddr contact : request.contacts()) {
            if (!(contact.uri() instanceof SipUri uri) || uri.host().isEmpty()) {
                return new RegisterOutcome.Refused(400, "Contact Not Understood");
            }
            long seconds = seconds(contact, request.expires());
            if (seconds > 0 && seconds < settings.min().toSeconds()) {
                return new RegisterOutcome.TooBrief(settings.min().toSeconds());
            }
            wishes.add(new Wish(uri, Key.of(uri), seconds));
        }
        for (Wish wish : wishes) {
            if (isOutOfOrder(user, wish.key(), request)) {
                return new RegisterOutcome.Refused(500, "Out Of Order");
            }
        }
        wishes.forEach(wish -> grant(user, wish, request));
        return new RegisterOutcome.Done(contacts(user));
    }

    /** The phones of a user, freshest first; none if nobody is registered. */
    public List<Binding<F>> bindings(String user) {
        LinkedHashMap<Key, Held<F>> held = users.get(user);
        return held == null
                ? List.of()
                : held.sequencedValues().reversed().stream().map(Held::binding).toList();
    }

    public boolean isRegistered(String user) {
        return users.containsKey(user);
    }

    /** Users with a phone. */
    public int registeredUsers() {
        return users.size();
    }

    /** Tells how each phone is reached. */
    public void eachFlow(Consumer<F> hearer) {
        users.values()
                .forEach(phones ->
                        phones.values().forEach(held -> hearer.accept(held.binding().flow())));
    }

    /** Forgets the phones that were reached by a flow that is gone: a closed connection. */
    public void flowClosed(F flow) {
        for (Map.Entry<String, LinkedHashMap<Key, Held<F>>> user : List.copyOf(users.entrySet())) {
            List<Key> gone =
                    user.getValue().entrySet().stream()
                            .filter(e -> e.getValue().binding().flow().equals(flow))
                            .map(Map.Entry::getKey)
                            .toList();
            gone.forEach(key -> remove(user.getKey(), key, "flow-closed"));
        }
    }

    private RegisterOutcome removeAll(String user, RegisterRequest<F> request) {
        if (!request.contacts().isEmpty() || request.expires().orElse(-1) != 0) {
            return new RegisterOutcome.Refused(400, "Contact * Needs Expires 0");
        }
        for (Key key : keys(user)) {
            if (isOutOfOrder(user, key, request)) {
                return new RegisterOutcome.Refused(500, "Out Of Order");
            }
        }
        keys(user).forEach(key -> remove(user, key, "unregister"));
        return new RegisterOutcome.Done(List.of());
    }

    private long seconds(NameAddr contact, OptionalLong expires) {
        long normal = expires.orElse(settings.normal().toSeconds());
        return Math.min(contact.expires().orElse(normal), settings.max().toSeconds());
    }

    private boolean isOutOfOrder(String user, Key key, RegisterRequest<F> request) {
        LinkedHashMap<Key, Held<F>> held = users.get(user);
        Held<F> old = held == null ? null : held.get(key);
        return old != null
                && old.binding().callId().equals(request.callId())
                && request.cseq() <= old.binding().cseq();
    }

    private void grant(String user, Wish wish, RegisterRequest<F> request) {
        if (wish.seconds() == 0) {
            remove(user, wish.key(), "unregister");
            return;
        }
        Duration span = Duration.ofSeconds(wish.seconds());
        Binding<F> binding =
                new Binding<>(
                        wish.contact(),
                        request.flow(),
                        request.callId(),
                        request.cseq(),
                        loop.nanos() + span.toNanos());
        boolean first = !users.containsKey(user);
        LinkedHashMap<Key, Held<F>> held = users.computeIfAbsent(user, u -> new LinkedHashMap<>());
        Held<F> old = held.remove(wish.key());
        if (old != null) {
            old.expiry().cancel();
        } else if (held.size() == CONTACTS_MAX) {
            held.pollFirstEntry().getValue().expiry().cancel();
            log.warn("registrar.contact-replaced user={} contacts={}", user, CONTACTS_MAX);
        }
        held.put(
                wish.key(),
                new Held<>(
                        binding, loop.schedule(span, () -> remove(user, wish.key(), "expired"))));
        if (first) {
            log.info("registrar.registered user={} seconds={}", user, wish.seconds());
            listener.registered(user);
        }
    }

    private void remove(String user, Key key, String why) {
        LinkedHashMap<Key, Held<F>> held = users.get(user);
        Held<F> old = held == null ? null : held.remove(key);
        if (held == null || old == null) {
            return;
        }
        old.expiry().cancel();
        if (held.isEmpty()) {
            users.remove(user);
            log.info("registrar.unregistered user={} why={}", user, why);
            listener.unregistered(user);
        }
    }

    private List<NameAddr> contacts(String user) {
        return bindings(user).stream()
                .sorted(Comparator.comparing(b -> b.contact().toString()))
                .map(this::contact)
                .toList();
    }

    private NameAddr contact(Binding<F> binding) {
        long left = Math.max(0, binding.expiresAtNanos() - loop.nanos());
        NameAddr plain = NameAddr.of(binding.contact());
        return plain.withParams(
                plain.params().with("expires", Long.toString(Duration.ofNanos(left).toSeconds())));
    }

    private List<Key> keys(String user) {
        LinkedHashMap<Key, Held<F>> held = users.get(user);
        return held == null ? List.of() : List.copyOf(held.keySet());
    }
}
