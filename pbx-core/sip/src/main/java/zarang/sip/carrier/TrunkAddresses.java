package zarang.sip.carrier;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.dialog.NextHop;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/**
 * Where names lead, asked again when the answer has aged. While DNS fails, is slow or says nothing,
 * the last good answer stands, however old. Control loop only.
 */
final class TrunkAddresses {
    private static final Logger log = LoggerFactory.getLogger(TrunkAddresses.class);

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(1);

    private final ControlLoop loop;
    private final SipLookup lookup;
    private final String trunk;
    private final Consumer<TrunkAddresses> found;

    /** What is known of each name that is asked for; empty: nothing yet. */
    private final Map<SipUri, List<Hop>> known = new LinkedHashMap<>();

    private final Map<SipUri, ControlLoop.Timer> timers = new LinkedHashMap<>();
    private final Map<SipUri, Question> open = new LinkedHashMap<>();
    private String why = "";
    private boolean closed;

    /**
     * @param found told after each answer that changes something
     */
    TrunkAddresses(
            ControlLoop loop,
            SipLookup lookup,
            String trunk,
            List<SipUri> names,
            Consumer<TrunkAddresses> found) {
        this.loop = loop;
        this.lookup = lookup;
        this.trunk = trunk;
        this.found = found;
        for (SipUri name : names) {
            Optional<Hop> literal = NextHop.of(name).filter(hop -> !hop.address().isUnresolved());
            known.put(name, literal.stream().toList());
        }
    }

    void begin() {
        if (known.values().stream().anyMatch(hops -> !hops.isEmpty())) {
            found.accept(this);
        }
        List.copyOf(known.entrySet()).stream()
                .filter(each -> each.getValue().isEmpty())
                .forEach(each -> ask(each.getKey()));
    }

    void close() {
        closed = true;
        timers.values().forEach(ControlLoop.Timer::cancel);
    }

    /** Where that name leads, the likeliest first. */
    List<Hop> hops(SipUri name) {
        return known.getOrDefault(name, List.of());
    }

    /** Every address that any of the names leads to. */
    List<InetAddress> all() {
        return known.values().stream()
                .flatMap(List::stream)
                .map(hop -> hop.address().getAddress())
                .distinct()
                .toList();
    }

    /** What the last failure was, in words; empty if there was none. */
    String why() {
        return why;
    }

    /** One question; an answer that comes too late is not taken. */
    private static final class Question {
        private final SipUri name;

        Question(SipUri name) {
            this.name = name;
        }
    }

    private void ask(SipUri name) {
        Question question = new Question(name);
        open.put(name, question);
        at(
                name,
                LIMIT,
                () -> failed(question, "DNS did not answer within " + LIMIT.toSeconds() + " s"));
        lookup.servers(name)
                .whenComplete((answer, failure) ->
                        loop.post(() -> {
                            if (answer == null || answer.hops().isEmpty()) {
                                failed(question, words(failure));
                            } else {
                                took(question, answer);
                            }
                        }));
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = cause == null ? null : cause.getMessage();
        return said == null ? "DNS knows no address" : "DNS: " + said;
    }

    private void took(Question question, SipLookup.Found answer) {
        if (closed || !open.remove(question.name, question)) {
            return;
        }
        why = "";
        if (!answer.hops().equals(known.put(question.name, answer.hops()))) {
            found.accept(this);
        }
        Duration age = answer.ttl();
        again(
                question.name,
                age.compareTo(LEAST) < 0 ? LEAST : age.compareTo(MOST) > 0 ? MOST : age);
    }

    private void failed(Question question, String how) {
        if (closed || !open.remove(question.name, question)) {
            return;
        }
        String text = question.name.host() + ": " + how;
        if (!text.equals(why)) {
            log.warn(
                    "trunk.name-unknown trunk={} reason=\"{}\"; what was known of it stands",
                    trunk,
                    text);
        }
        why = text;
        again(question.name, LEAST);
    }

    private void again(SipUri name, Duration wait) {
        at(name, wait, () -> ask(name));
    }

    private void at(SipUri name, Duration wait, Runnable what) {
        ControlLoop.Timer before = timers.put(name, loop.schedule(wait, what));
        if (before != null) {
            before.cancel();
        }
    }
}
