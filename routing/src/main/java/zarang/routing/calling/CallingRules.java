package zarang.routing.calling;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.WrittenNumber;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallDialled;
import zarang.call.journal.JournalEntry;
import zarang.call.plan.AgentCode;
import zarang.call.plan.DialPlan;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.Route;
import zarang.call.plan.SupervisedTalk;
import zarang.call.script.NumberToRing;

/**
 * Decides whom agents and scripts may call: colleagues by extension, numbers outside only by a
 * rule, and within limits that bound what a stolen phone password, or a careless script, can cost.
 * Sees every call, to know which are on and what they cost. Control loop.
 */
public final class CallingRules implements CallWatcher {
    private static final Logger log = LoggerFactory.getLogger(CallingRules.class);

    /** Each has its figure from the start. */
    private static final List<String> REASONS =
            List.of(
                    "colleagues-off",
                    "own-number",
                    "no-extension",
                    "no-rule",
                    "forbidden",
                    "hours",
                    "too-many-calls",
                    "spent");

    /** What becomes of somebody who was rung and did not answer. */
    private static final Set<String> NOT_TAKEN =
            Set.of("busy", "no-answer", "rejected", "unreachable", "cancelled");

    /** Before the name of a script that calls: no agent's extension has a colon. */
    private static final String SCRIPT = "script:";

    /** Before the name of a queue that calls back. */
    private static final String QUEUE = "queue:";

    private record Match(CallingRule rule, int length) {}

    private final Function<WrittenNumber, Optional<PhoneNumber>> numbers;
    private final InstantSource clock;
    private final SpendBook book;
    private final Map<String, Long> refused = new TreeMap<>();
    private CallingSettings settings;

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

    /**
     * Decides otherwise from here on: calls that are on go on, and what was spent stays spent.
     * Whose clock it goes by stays as it was at the start. Control loop.
     */
    public void set(CallingSettings wanted) {
        CallingDifference.between(settings, wanted)
                .forEach(change -> log.info("calling.changed what=\"{}\"", change));
        settings = wanted.at(settings.zone());
        book.set(settings.limits());
    }

    /** How it decides now. Control loop. */
    public CallingSettings settings() {
        return settings;
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
            public Route.ToSomebody routeOfScript(CallId call, String script, NumberToRing number) {
                return CallingRules.this.routeOfScript(phones, call, script, number);
            }

            @Override
            public Route.ToSomebody routeOfCallback(
                    CallId call, QueueName queue, PhoneNumber number) {
                return outside(call, payer(queue), number.e164());
            }

            @Override
            public Optional<String> againstCallback(QueueName queue, PhoneNumber number) {
                return decision(payer(queue), number.e164(), number.e164()).against();
            }

            @Override
            public FeatureCodes codes() {
                return settings.features().codes();
            }

            @Override
            public Optional<DialTarget> supervisor(AgentId agent) {
                return settings.features().supervision().supervisors().contains(agent)
                        ? phones.phone(agent)
                        : Optional.empty();
            }

            @Override
            public Optional<SupervisedTalk> supervised(AgentId agent, String dialled) {
                return settings.features().supervision().dialled(agent, dialled);
            }

            @Override
            public Optional<AgentCode> ownState(String dialled) {
                return settings.features().own().dialled(dialled);
            }
        };
    }

    private Route route(AgentPhoneFinder phones, CallId call, AgentId agent, String dialled) {
        Optional<AgentId> colleague = Extension.of(dialled);
        Optional<DialTarget> phone = colleague.flatMap(phones::phone);
        if (phone.isPresent()) {
            if (!settings.colleagues()) {
                return refuse(agent.value(), Cause.CALL_REJECTED, "colleagues-off");
            }
            return colleague.get().equals(agent)
                    ? refuse(agent.value(), Cause.USER_BUSY, "own-number")
                    : new Route.Colleague(colleague.get(), phone.get(), settings.ringTimeout());
        }
        return outside(call, payer(agent), dialled);
    }

    /** Who calls: an agent, or a script for its caller. */
    private record Payer(
            String name, Predicate<CallingRule> rules, Function<Instant, Optional<String>> limit) {}

    private Payer payer(AgentId agent) {
        return new Payer(
                agent.value(), rule -> rule.isFor(agent), now -> book.refusal(agent.value(), now));
    }

    private Payer payer(String script) {
        return new Payer(
                SCRIPT + script, rule -> rule.isForScript(script), now -> book.refusal(now));
    }

    private Payer payer(QueueName queue) {
        return new Payer(
                QUEUE + queue, rule -> rule.isForCallbacks(queue), now -> book.refusal(now));
    }

    /** A script has many callers at a time: the limits of all calls are its own. */
    private Route.ToSomebody routeOfScript(
            AgentPhoneFinder phones, CallId call, String script, NumberToRing number) {
        Optional<AgentId> colleague = Extension.of(number.number());
        Optional<DialTarget> phone = colleague.flatMap(phones::phone);
        if (phone.isPresent()) {
            return new Route.Colleague(colleague.get(), phone.get(), settings.ringTimeout());
        }
        return number.insideOnly()
                ? refuse(SCRIPT + script, Cause.UNALLOCATED_NUMBER, "no-extension")
                : outside(call, payer(script), number.number());
    }

    private Route.ToSomebody outside(CallId call, Payer payer, String dialled) {
        Optional<String> number =
                dialled.isEmpty()
                        ? Optional.empty()
                        : numbers.apply(new WrittenNumber(dialled, false)).map(PhoneNumber::e164);
        Verdict verdict = decision(payer, dialled, number.orElse(""));
        CallingRule rule = verdict.rule();
        if (rule == null) {
            return refuse(payer.name(), verdict.cause(), verdict.reason());
        }
        book.begun(call, payer.name(), rule.costPerMinute());
        note();
        return new Route.Outside(
                new DialTarget.Outside(number.orElse(dialled), rule.trunks()),
                settings.ringTimeout());
    }

    /**
     * What is decided of a number, before anything follows from it.
     *
     * @param rule by which it may be called; null: it may not
     * @param reason why it may not
     */
    private record Verdict(@Nullable CallingRule rule, Cause cause, String reason) {
        static Verdict no(Cause cause, String reason) {
            return new Verdict(null, cause, reason);
        }

        Optional<String> against() {
            return rule == null ? Optional.of(reason) : Optional.empty();
        }
    }

    private Verdict decision(Payer payer, String dialled, String e164) {
        Optional<CallingRule> rule = rule(payer, dialled, e164);
        if (rule.isEmpty() || !rule.get().allowed()) {
            return Verdict.no(Cause.CALL_REJECTED, rule.isEmpty() ? "no-rule" : "forbidden");
        }
        Instant now = clock.instant();
        ZonedDateTime local = now.atZone(settings.zone());
        if (!rule.get().isOpen(local.getDayOfWeek(), local.toLocalTime())) {
            return Verdict.no(Cause.CALL_REJECTED, "hours");
        }
        return payer.limit()
                .apply(now)
                .map(limit -> Verdict.no(Cause.CONGESTION, limit))
                .orElseGet(() -> new Verdict(rule.get(), Cause.NORMAL_CLEARING, ""));
    }

    private Optional<CallingRule> rule(Payer payer, String dialled, String e164) {
        return settings.rules().stream()
                .filter(payer.rules())
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

    private Route.Refused refuse(String who, Cause cause, String reason) {
        refused.merge(reason, 1L, Long::sum);
        note();
        log.warn("calling.refused by={} reason={}: see calling in agents.yaml", who, reason);
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
        if (entry.fact() instanceof CallDialled dialled && dialled.to().isEmpty()) {
            entry.subject().call().ifPresent(call -> outcome(call, dialled.outcome()));
        }
    }

    private void outcome(CallId call, String outcome) {
        if (outcome.equals("answered")) {
            book.answered(call, clock.instant());
        } else if (NOT_TAKEN.contains(outcome)) {
            book.notAnswered(call);
            note();
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
