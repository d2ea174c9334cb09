package zarang.sip.registrar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;

/**
 * The phones that are registered at other nodes, as those say. A phone is here until it expires by
 * our own clock, whether its node lives or not. Control loop only.
 *
 * <p>Bounded: {@value #NODES_MAX} nodes, and of each as many phones as its accounts may have.
 *
 * @param <F> how a phone is reached
 */
public final class ElsewhereRegistrar<F> {
    /** Nodes that are listened to; the phones of one more are not rung from here. */
    public static final int NODES_MAX = 64;

    private static final Logger log = LoggerFactory.getLogger(ElsewhereRegistrar.class);

    /** The phones of one user at one node; never empty. */
    private record Held<F>(List<Whereabouts<F>> phones, ControlLoop.Timer expiry) {}

    private final ControlLoop loop;
    private final Predicate<String> isUser;
    private final Registrar<F> here;
    private final RegistrarListener listener;

    /** By node and user. */
    private final Map<String, Map<String, Held<F>>> nodes = new TreeMap<>();

    /**
     * @param isUser whether there is an account of that name: others are not listened to
     * @param here gets it when a phone of ours has moved
     * @param listener gets it when phones came, anew or for the first time, and when a user's last
     *     one elsewhere is gone, whatever there is in {@code here}
     */
    public ElsewhereRegistrar(
            ControlLoop loop,
            Predicate<String> isUser,
            Registrar<F> here,
            RegistrarListener listener) {
        this.loop = loop;
        this.isUser = isUser;
        this.here = here;
        this.listener = listener;
    }

    /**
     * All phones of one user at one node.
     *
     * @param now freshest first; none: they are gone
     */
    public void changed(String node, String user, List<Whereabouts<F>> now) {
        if (!isUser.test(user) || !hasRoom(node)) {
            return;
        }
        List<Binding<F>> before = Stream.concat(known(user), here.bindings(user).stream()).toList();
        List<Whereabouts<F>> phones = now.stream().limit(Registrar.CONTACTS_MAX).toList();
        boolean was = isRegistered(user);
        put(node, user, phones);
        for (Whereabouts<F> phone : phones) {
            here.moved(user, phone.phone());
        }
        if (phones.stream().anyMatch(phone -> isLive(phone) && isAnew(phone.phone(), before))) {
            log.info("registrar.registered user={} node={}", user, node);
            listener.registered(user);
        }
        told(user, was);
    }

    private boolean hasRoom(String node) {
        if (nodes.containsKey(node) || nodes.size() < NODES_MAX) {
            return true;
        }
        log.debug("registrar.node-ignored node={} nodes={}", node, NODES_MAX);
        return false;
    }

    /** Whether it says more than what was known, here or from another node. */
    private static <F> boolean isAnew(Binding<F> phone, List<Binding<F>> before) {
        PhoneKey key = PhoneKey.of(phone);
        return before.stream()
                .filter(old -> key.isSamePhone(PhoneKey.of(old)))
                .allMatch(old -> old.isBefore(phone) && phone.isAnew(old));
    }

    private void put(String node, String user, List<Whereabouts<F>> phones) {
        Map<String, Held<F>> users = nodes.computeIfAbsent(node, n -> new HashMap<>());
        Held<F> old = users.remove(user);
        if (old != null) {
            old.expiry().cancel();
        }
        List<Whereabouts<F>> live = phones.stream().filter(this::isLive).toList();
        if (!live.isEmpty()) {
            long soonest =
                    live.stream().mapToLong(p -> p.phone().expiresAtNanos()).min().getAsLong();
            Duration left = Duration.ofNanos(soonest - loop.nanos());
            users.put(user, new Held<>(live, loop.schedule(left, () -> expire(node, user))));
        }
        if (users.isEmpty()) {
            nodes.remove(node);
        }
    }

    private void expire(String node, String user) {
        boolean was = isRegistered(user);
        Map<String, Held<F>> users = nodes.getOrDefault(node, Map.of());
        @Nullable Held<F> held = users.get(user);
        put(node, user, held == null ? List.of() : held.phones());
        told(user, was);
    }

    private boolean isLive(Whereabouts<F> phone) {
        return phone.phone().expiresAtNanos() - loop.nanos() > 0;
    }

    private void told(String user, boolean was) {
        if (was && !isRegistered(user)) {
            log.info("registrar.unregistered user={} why=elsewhere", user);
            listener.unregistered(user);
        }
    }

    private Stream<Binding<F>> known(String user) {
        return away(user).map(Whereabouts::phone);
    }

    private Stream<Whereabouts<F>> away(String user) {
        return nodes.values().stream()
                .flatMap(users -> Stream.ofNullable(users.get(user)))
                .flatMap(held -> held.phones().stream());
    }

    /** Whether the user has a phone at another node. */
    public boolean isRegistered(String user) {
        return nodes.values().stream().anyMatch(users -> users.containsKey(user));
    }

    /**
     * Where a user's phones are, here and elsewhere: each where it registered last, freshest first,
     * and no more than one node would keep.
     */
    public List<Whereabouts<F>> phones(String user) {
        List<Whereabouts<F>> all = new ArrayList<>();
        Stream.concat(
                        here.bindings(user).stream()
                                .map(own -> new Whereabouts<>("", own, Optional.empty())),
                        away(user))
                .sorted(
                        Comparator.comparing((Whereabouts<F> each) -> each.phone().acceptedAt())
                                .reversed())
                .forEach(each -> {
                    PhoneKey key = PhoneKey.of(each.phone());
                    if (all.size() < Registrar.CONTACTS_MAX
                            && all.stream()
                                    .noneMatch(a -> key.isSamePhone(PhoneKey.of(a.phone())))) {
                        all.add(each);
                    }
                });
        return List.copyOf(all);
    }

    /** Phones by node; a node without any is left out. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        nodes.forEach((node, users) ->
                counts.put(
                        node,
                        users.values().stream().mapToInt(held -> held.phones().size()).sum()));
        return counts;
    }

    /** Forgets all without a word: the engine closes. */
    public void close() {
        nodes.values().forEach(users -> users.values().forEach(held -> held.expiry().cancel()));
        nodes.clear();
    }
}
