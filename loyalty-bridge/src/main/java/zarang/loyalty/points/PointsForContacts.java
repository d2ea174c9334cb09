package zarang.loyalty.points;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.fact.CallEnded;
import zarang.call.fact.FactType;
import zarang.call.journal.ConsumerWait;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.RepairNeededException;
import zarang.call.journal.StoredEntry;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.DamagedRecord;
import zarang.loyalty.member.Members;

/**
 * Gives a member points for each contact that earns, exactly once, and says so in the journal. What
 * earns is said by the rules: {@link ContactTerms}.
 *
 * <p>An award that cannot be made until somebody repairs the account is parked and made then; only
 * what can never be right is dropped. Killed between any two steps, it does the same again when the
 * entry comes again: the award is a duplicate with the same outcome, and the journal knows the
 * entry by its id.
 */
public final class PointsForContacts implements JournalConsumer {
    private static final Logger log = LoggerFactory.getLogger(PointsForContacts.class);

    /**
     * A disk that hangs longer has failed for now, and the entry comes again. Within the reader's
     * lease.
     */
    private static final Duration DURABLE_LIMIT = Duration.ofSeconds(8);

    private final Function<PhoneNumber, CompletionStage<Optional<ClubMember>>> members;
    private final Function<Award, CompletionStage<AwardOutcome>> accounts;
    private final Journal journal;
    private final List<EarningRule> rules;
    private final ZoneId zone;
    private final LongAdder awarded = new LongAdder();
    private final LongAdder notEarned = new LongAdder();
    private final LongAdder capped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * @param zone whose calendar has the days of {@link ContactTerms#perDay}
     * @throws IllegalArgumentException two rules have one id
     */
    public PointsForContacts(
            Members members,
            PointsAccounts accounts,
            Journal journal,
            List<EarningRule> rules,
            ZoneId zone) {
        this(members::show, accounts::award, journal, rules, zone);
    }

    PointsForContacts(
            Function<PhoneNumber, CompletionStage<Optional<ClubMember>>> members,
            Function<Award, CompletionStage<AwardOutcome>> accounts,
            Journal journal,
            List<EarningRule> rules,
            ZoneId zone) {
        if (rules.stream().map(EarningRule::id).collect(Collectors.toSet()).size() < rules.size()) {
            throw new IllegalArgumentException("two earning rules have one id");
        }
        this.members = members;
        this.accounts = accounts;
        this.journal = journal;
        this.rules = List.copyOf(rules);
        this.zone = zone;
    }

    @Override
    public String name() {
        return "loyalty";
    }

    @Override
    public boolean wants(FactType<?> type) {
        return type.equals(CallEnded.TYPE);
    }

    @Override
    public void accept(StoredEntry entry, long sequence) throws Exception {
        Optional<CallEnded> end = entry.as(CallEnded.TYPE);
        Optional<CallId> call = entry.subject().call();
        if (end.isPresent() && call.isPresent()) {
            count(new Contact(call.get(), entry.at(), end.get()));
        }
    }

    /** A call that is over. */
    private record Contact(CallId call, Instant at, CallEnded ended) {}

    private void count(Contact contact) throws Exception {
        List<EarningRule> earned = rules.stream().filter(rule -> earns(rule, contact)).toList();
        Optional<MemberId> member = earned.isEmpty() ? Optional.empty() : member(contact);
        if (member.isPresent()) {
            for (EarningRule rule : earned) {
                Award award =
                        Award.forContact(contact.call(), member.get(), rule, contact.at(), zone);
                award(award, contact);
            }
        }
    }

    private boolean earns(EarningRule rule, Contact contact) {
        CallEnded ended = contact.ended();
        Optional<ContactTerms.Shortfall> lacks = rule.terms().shortfall(ended);
        if (lacks.isPresent() && ended.answered()) {
            notEarned.increment();
            log.info(
                    "points.not-earned call={} rule={} reason={} connected-ms={} talk-ms={}",
                    contact.call(),
                    rule.id(),
                    lacks.get(),
                    ended.times().connectedMs(),
                    ended.times().talkMs());
        }
        return lacks.isEmpty();
    }

    /** Whose contact it was; looked up now if Redis was away during the call. */
    private Optional<MemberId> member(Contact contact) throws Exception {
        CallEnded ended = contact.ended();
        if (ended.member().isPresent() || ended.caller().isEmpty()) {
            return ended.member();
        }
        try {
            return ConsumerWait.of(members.apply(ended.caller().get()))
                    .map(club -> club.member().id());
        } catch (DamagedRecord e) {
            refused.increment();
            log.error("points.refused call={} reason=\"{}\"", contact.call(), e.getMessage());
            throw new RepairNeededException(e);
        }
    }

    private void award(Award award, Contact cause) throws Exception {
        switch (ConsumerWait.of(accounts.apply(award))) {
            case AwardOutcome.Awarded(String id, Points amount, Points balance) -> {
                awarded.increment();
                log.info(
                        "points.awarded call={} member={} rule={} points={}",
                        cause.call(),
                        award.member(),
                        award.rule(),
                        amount);
                say(award, cause, amount, balance);
            }
            case AwardOutcome.AlreadyAwarded(String id, Points amount, Points balance) ->
                    say(award, cause, amount, balance);
            case AwardOutcome.Capped(String id, Points balance) -> {
                capped.increment();
                log.info(
                        "points.capped call={} member={} rule={}",
                        cause.call(),
                        award.member(),
                        award.rule());
            }
            case AwardOutcome.Refused(AwardOutcome.Reason reason) -> {
                refused.increment();
                log.error(
                        "points.refused call={} member={} rule={} reason={}; see: points verify",
                        cause.call(),
                        award.member(),
                        award.rule(),
                        reason);
                if (reason.mendable()) {
                    throw new RepairNeededException(
                            "member " + award.member() + ": " + reason + "; see: points verify");
                }
            }
        }
    }

    /** Waits until it is durable: what caused it is acknowledged, and forgotten, after this. */
    private void say(Award award, Contact cause, Points amount, Points balance) throws Exception {
        JournalEntry awarded =
                new JournalEntry(
                        "points:" + award.event(),
                        cause.call(),
                        cause.at(),
                        new PointsAwarded(award.member(), award.rule(), amount, balance));
        ConsumerWait.of(
                journal.appendDurably(awarded)
                        .toCompletableFuture()
                        .copy()
                        .orTimeout(DURABLE_LIMIT.toMillis(), MILLISECONDS));
    }

    /** Never waits. */
    public ContactCounters counters() {
        return new ContactCounters(awarded.sum(), notEarned.sum(), capped.sum(), refused.sum());
    }
}
