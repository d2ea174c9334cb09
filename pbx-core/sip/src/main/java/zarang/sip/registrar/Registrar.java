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
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.SipUri;
import zarang.sip.message.Uri;

/**
 * Where the phones are. Control loop only. RFC 3261 §10.3.
 *
 * <p>Users are bounded by the accounts, since only an authenticated user gets here. A user's fifth
 * phone takes the place of the one that was silent longest: refusing it would lock out whoever
 * restarts a phone behind a NAT. A phone that names itself ({@code +sip.instance}, RFC 5626 §4.1)
 * is there once, wherever it moved to.
 *
 * @param <F> how a phone is reached again
 */
public final class Registrar<F> {
    static final int CONTACTS_MAX = 4;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Logger log = LoggerFactory.getLogger(Registrar.class);

    private record Held<F>(Binding<F> binding, ControlLoop.Timer expiry) {}

    /** A contact that a request names, checked. Zero seconds removes it. */
    private record Wish(SipUri contact, PhoneKey key, boolean outbound, double q, long seconds) {
        static Wish of(SipUri uri, NameAddr contact, long seconds) {
            Params params = contact.params();
            String instance = params.get("+sip.instance").orElse("").toLowerCase(Locale.ROOT);
            // RFC 5626 §6: without an instance it says nothing
            String regId = instance.isEmpty() ? "" : params.get("reg-id").orElse("");
            boolean outbound = uri.params().has("ob") || !regId.isEmpty();
            double q = contact.q().orElse(Binding.PREFERRED);
            return new Wish(uri, PhoneKey.of(uri, instance, regId), outbound, q, seconds);
        }

        Reach reach(boolean symmetric) {
            return outbound ? Reach.FLOW : symmetric ? Reach.FLOW_FIRST : Reach.CONTACT_FIRST;
        }
    }

    private final ControlLoop loop;
    private final RegistrarSettings settings;
    private final RegistrarListener listener;
    private final BindingStore<F> store;

    /** By user; the order within is that of the last refresh, and no user's map is empty. */
    private final Map<String, SequencedMap<PhoneKey, Held<F>>> users = new HashMap<>();

    public Registrar(
            ControlLoop loop,
            RegistrarSettings settings,
            RegistrarListener listener,
            BindingStore<F> store) {
        this.loop = loop;
        this.settings = settings;
        this.listener = listener;
        this.store = store;
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
            wishes.add(Wish.of(uri, contact, seconds));
        }
        for (Wish wish : wishes) {
            if (isOutOfOrder(user, same(user, wish.key()), request.order())) {
                return new RegisterOutcome.Refused(500, "Out Of Order");
            }
        }
        grant(user, wishes, request);
        return new RegisterOutcome.Done(contacts(user));
    }

    /**
     * Takes back what an earlier run kept; whoever registered since knows better. Unlike a
     * registration it is not saved again.
     *
     * @param kept freshest first, as they were saved
     */
    public void restore(String user, List<Binding<F>> kept) {
        if (users.containsKey(user)) {
            return;
        }
        for (Binding<F> binding : kept.reversed()) {
            Duration left = Duration.ofNanos(binding.expiresAtNanos() - loop.nanos());
            if (left.isPositive() && held(user).size() < CONTACTS_MAX) {
                hold(user, PhoneKey.of(binding), binding, left);
            }
        }
        if (users.containsKey(user)) {
            log.info("registrar.restored user={} contacts={}", user, held(user).size());
            listener.registered(user);
        }
    }

    /** The phones of a user, freshest first; none if nobody is registered. */
    public List<Binding<F>> bindings(String user) {
        return held(user).sequencedValues().reversed().stream().map(Held::binding).toList();
    }

    public boolean isRegistered(String user) {
        return users.containsKey(user);
    }

    /** Whether a phone with that Contact is reached over that flow. */
    public boolean isRegistered(F flow, Uri contact) {
        return users.values().stream()
                .flatMap(phones -> phones.values().stream())
                .map(Held::binding)
                .anyMatch(phone -> phone.flow().equals(flow) && phone.contact().equals(contact));
    }

    /** Users with a phone. */
    public int registeredUsers() {
        return users.size();
    }

    /** Tells how each phone is reached. */
    public void eachFlow(Consumer<F> listener) {
        users.values()
                .forEach(phones ->
                        phones.values().forEach(held -> listener.accept(held.binding().flow())));
    }

    /**
     * Forgets the phones that were reached by a flow that is gone: a closed connection. To a proxy
     * another one is made.
     */
    public void flowClosed(F flow) {
        for (Map.Entry<String, SequencedMap<PhoneKey, Held<F>>> user :
                List.copyOf(users.entrySet())) {
            List<PhoneKey> gone =
                    user.getValue().entrySet().stream()
                            .filter(e -> e.getValue().binding().flow().equals(flow))
                            .filter(e -> e.getValue().binding().path().isEmpty())
                            .map(Map.Entry::getKey)
                            .toList();
            removeAll(user.getKey(), gone, "flow-closed");
        }
    }

    /** Forgets a phone of ours that has registered at another node since. */
    public void moved(String user, Binding<F> elsewhere) {
        PhoneKey key = PhoneKey.of(elsewhere);
        List<PhoneKey> gone =
                held(user).entrySet().stream()
                        .filter(e -> key.isSamePhone(e.getKey()))
                        .filter(e -> e.getValue().binding().isBefore(elsewhere))
                        .map(Map.Entry::getKey)
                        .toList();
        removeAll(user, gone, "moved");
    }

    private RegisterOutcome removeAll(String user, RegisterRequest<F> request) {
        if (!request.contacts().isEmpty() || request.expires().orElse(-1) != 0) {
            return new RegisterOutcome.Refused(400, "Contact * Needs Expires 0");
        }
        if (isOutOfOrder(user, keys(user), request.order())) {
            return new RegisterOutcome.Refused(500, "Out Of Order");
        }
        removeAll(user, keys(user), "unregister");
        return new RegisterOutcome.Done(List.of());
    }

    private long seconds(NameAddr contact, OptionalLong expires) {
        long normal = expires.orElse(settings.max().toSeconds());
        return Math.min(contact.expires().orElse(normal), settings.max().toSeconds());
    }

    private boolean isOutOfOrder(String user, List<PhoneKey> keys, RegisterOrder order) {
        return bindings(user, keys).anyMatch(old -> order.isOutOfOrder(old.order()));
    }

    private void grant(String user, List<Wish> wishes, RegisterRequest<F> request) {
        boolean first = !users.containsKey(user);
        boolean anew = false;
        for (Wish wish : wishes) {
            if (wish.seconds() == 0) {
                same(user, wish.key()).forEach(key -> drop(user, key));
            } else {
                anew |= grant(user, wish, request);
            }
        }
        told(user, "unregister");
        if (anew) {
            log.info(
                    "registrar.registered user={} contacts={} first={}",
                    user,
                    held(user).size(),
                    first);
            listener.registered(user);
        }
        if (!wishes.isEmpty()) {
            save(user);
        }
    }

    /** Says whether it is more than a refresh. */
    private boolean grant(String user, Wish wish, RegisterRequest<F> request) {
        Duration span = Duration.ofSeconds(wish.seconds());
        RegisterOrder order = request.order();
        Binding<F> binding =
                new Binding<>(
                        wish.contact(),
                        request.flow(),
                        wish.reach(request.symmetric()),
                        wish.key().instance(),
                        wish.key().regId(),
                        wish.q(),
                        request.path(),
                        new RegisterOrder(order.callId(), order.cseq(), loop.nanos()),
                        loop.instant(),
                        loop.nanos() + span.toNanos());
        List<PhoneKey> same = same(user, wish.key());
        boolean refresh =
                bindings(user, same)
                        .anyMatch(old ->
                                !order.isAnew(old.order()) && old.flow().equals(request.flow()));
        same.forEach(key -> drop(user, key));
        if (held(user).size() == CONTACTS_MAX) {
            drop(user, held(user).firstEntry().getKey());
            log.warn("registrar.contact-replaced user={} contacts={}", user, CONTACTS_MAX);
        }
        hold(user, wish.key(), binding, span);
        return !refresh;
    }

    /** What is held of that phone, under whatever contact. */
    private List<PhoneKey> same(String user, PhoneKey key) {
        return held(user).keySet().stream().filter(key::isSamePhone).toList();
    }

    private Stream<Binding<F>> bindings(String user, List<PhoneKey> keys) {
        return held(user).entrySet().stream()
                .filter(e -> keys.contains(e.getKey()))
                .map(e -> e.getValue().binding());
    }

    private void hold(String user, PhoneKey key, Binding<F> binding, Duration span) {
        ControlLoop.Timer expiry =
                loop.schedule(span, () -> removeAll(user, List.of(key), "expired"));
        users.computeIfAbsent(user, u -> new LinkedHashMap<>())
                .put(key, new Held<>(binding, expiry));
    }

    private void removeAll(String user, List<PhoneKey> keys, String why) {
        keys.forEach(key -> drop(user, key));
        if (!keys.isEmpty()) {
            told(user, why);
            save(user);
        }
    }

    private void drop(String user, PhoneKey key) {
        Held<F> old = held(user).remove(key);
        if (old != null) {
            old.expiry().cancel();
        }
    }

    /** After a change: a user without a phone is gone. */
    private void told(String user, String why) {
        SequencedMap<PhoneKey, Held<F>> left = users.get(user);
        if (left != null && left.isEmpty()) {
            users.remove(user);
            log.info("registrar.unregistered user={} why={}", user, why);
            listener.unregistered(user);
        }
    }

    private void save(String user) {
        store.save(user, bindings(user));
    }

    private SequencedMap<PhoneKey, Held<F>> held(String user) {
        SequencedMap<PhoneKey, Held<F>> held = users.get(user);
        return held == null ? new LinkedHashMap<>() : held;
    }

    private List<NameAddr> contacts(String user) {
        return bindings(user).stream()
                .sorted(Comparator.comparing(b -> b.contact().toString()))
                .map(this::contact)
                .toList();
    }

    private NameAddr contact(Binding<F> binding) {
        long left = Math.max(0, binding.expiresAtNanos() - loop.nanos());
        Params expires = Params.NONE.with("expires", Long.toString(Math.ceilDiv(left, SECOND)));
        return NameAddr.of(binding.contact())
                .withParams(
                        binding.q() == Binding.PREFERRED
                                ? expires
                                : expires.with("q", Double.toString(binding.q())));
    }

    private List<PhoneKey> keys(String user) {
        return List.copyOf(held(user).keySet());
    }
}
