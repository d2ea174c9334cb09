package zarang.routing.calling;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallDialled;
import zarang.call.journal.JournalEntry;
import zarang.call.plan.DialPlan;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.Route;

/**
 * Decides whom agents may call: colleagues by extension, numbers outside only by a rule, and within
 * limits that bound what a stolen phone password can cost. Sees every call, to know which are on
 * and what they cost. Control loop.
 */
public final class CallingRules implements CallWatcher {
    private static final Logger log = LoggerFactory.getLogger(CallingRules.class);
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /** Each has its figure from the start. */
    private static final List<String> REASONS =
            List.of(
                    "colleagues-off",
                    "own-number",
                    "no-rule",
                    "forbidden",
                    "hours",
                    "too-many-calls",
                    "spent");

    private record Match(CallingRule rule, int length) {}

    private final CallingSettings settings;
    private final Function<WrittenNumber, Optional<PhoneNumber>> numbers;
    private final InstantSource clock;
    private final SpendBook book;
    private final Map<String, Long> refused = new TreeMap<>();

    /** For other threads. */
    private volatile CallingCounts counts = new CallingCounts(0, 0, Map.of());

    /**
     * @param numbers reads a number by the numbering plan of the club
     * @param store told of what is spent
     */
    public CallingRules(
            CallingSettings settings,
            Function<WrittenNumber, Optional<PhoneNumber>> numbers,
            InstantSource clock,
            SpendStore store) {
        this.settings = settings;
        this.numbers = numbers;
        this.clock = clock;
        this.book = new SpendBook(settings.limits(), settings.zone(), store);
        REASONS.forEach(reason -> refused.put(reason, 0L));
        note();
    }

    /** Counts what an earlier run of today kept in the store. Control loop. */
    public void restore(Map<String, String> kept) {
        book.restore(kept, clock.instant());
        note();
    }

    /** The plan for agents whose phones are found so. */
    public DialPlan over(AgentPhoneFinder phones) {
        return new DialPlan() {
            @Override
            public Route route(CallId call, AgentId agent, String dialled) {
                return settings.features().places().contains(dialled)
                        ? new Route.Place(dialled, settings.features().parkedLongest())
                        : CallingRules.this.route(phones, call, agent, dialled);
            }

            @Override
            public FeatureCodes codes() {
                return settings.features().codes();
            }
        };
    }

    private Route route(AgentPhoneFinder phones, CallId call, AgentId agent, String dialled) {
        Optional<AgentId> colleague =
                Optional.of(dialled)
                        .filter(number -> EXTENSION.matcher(number).matches())
                        .map(AgentId::new);
        Optional<DialTarget> phone = colleague.flatMap(phones::phone);
        if (phone.isPresent()) {
            if (!settings.colleagues()) {
                return refuse(agent, Cause.CALL_REJECTED, "colleagues-off");
            }
            return colleague.get().equals(agent)
                    ? refuse(agent, Cause.USER_BUSY, "own-number")
                    : new Route.Colleague(colleague.get(), phone.get(), settings.ringTimeout());
        }
        return outside(call, agent, dialled);
    }

    private Route outside(CallId call, AgentId agent, String dialled) {
        Optional<String> number =
                dialled.isEmpty()
                        ? Optional.empty()
                        : numbers.apply(new WrittenNumber(dialled, false)).map(PhoneNumber::e164);
        Optional<CallingRule> rule = rule(agent, dialled, number.orElse(""));
        if (rule.isEmpty() || !rule.get().allowed()) {
            return refuse(agent, Cause.CALL_REJECTED, rule.isEmpty() ? "no-rule" : "forbidden");
        }
        Instant now = clock.instant();
        ZonedDateTime local = now.atZone(settings.zone());
        if (!rule.get().isOpen(local.getDayOfWeek(), local.toLocalTime())) {
            return refuse(agent, Cause.CALL_REJECTED, "hours");
        }
        Optional<String> limit = book.refusal(agent, now);
        if (limit.isPresent()) {
            return refuse(agent, Cause.CONGESTION, limit.get());
        }
        book.begun(call, agent, rule.get().costPerMinute());
        note();
        return new Route.Outside(
                new DialTarget.Outside(number.orElse(dialled), rule.get().trunks()),
                settings.ringTimeout());
    }

    private Optional<CallingRule> rule(AgentId agent, String dialled, String e164) {
        return settings.rules().stream()
                .filter(rule -> rule.isFor(agent))
                .flatMap(rule ->
                        rule.prefixes().stream()
                                .filter(prefix ->
                                        (prefix.startsWith("+") ? e164 : dialled)
                                                .startsWith(prefix))
                                .map(prefix -> new Match(rule, prefix.length())))
                .max(
                        Comparator.comparingInt(Match::length)
                                .thenComparing(match -> !match.rule().allowed()))
                .map(Match::rule);
    }

    private Route refuse(AgentId agent, Cause cause, String reason) {
        refused.merge(reason, 1L, Long::sum);
        note();
        log.warn("calling.refused agent={} reason={}: see calling.yaml", agent, reason);
        return new Route.Refused(cause, reason);
    }

    private void note() {
        counts = new CallingCounts(book.open(), book.spent(), refused);
    }

    /** What it has seen. Any thread. */
    public CallingCounts counts() {
        return counts;
    }

    @Override
    public void fact(JournalEntry entry) {
        if (entry.fact() instanceof CallDialled(var by, var to, var outcome)
                && to.isEmpty()
                && outcome.equals("answered")) {
            entry.subject().call().ifPresent(call -> book.answered(call, clock.instant()));
        }
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        book.over(call, clock.instant());
        note();
    }

    @Override
    public void leg(CallId call, LegEvent event) {}

    @Override
    public void answeredUnsecured(CallId call, String reason) {}

    @Override
    public void stray(LegEvent event) {}

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {}

    @Override
    public void broken(CallId call, Throwable failure) {}
}
