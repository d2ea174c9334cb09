package zarang.loyalty.points;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.journal.CallFact;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.DamagedRecord;
import zarang.loyalty.member.Members;

/**
 * Gives a member points for each answered contact, exactly once, and says so in the journal.
 *
 * <p>Killed between any two steps, it does the same again when the entry comes again: the award is
 * a duplicate with the same outcome, and the journal knows the entry by its id.
 */
public final class PointsForContacts implements JournalConsumer {
    private static final Logger log = LoggerFactory.getLogger(PointsForContacts.class);

    private final Function<PhoneNumber, CompletionStage<Optional<ClubMember>>> members;
    private final Function<Award, CompletionStage<AwardOutcome>> accounts;
    private final Journal journal;
    private final List<EarningRule> rules;
    private final LongAdder refused = new LongAdder();

    /**
     * @throws IllegalArgumentException two rules have one id
     */
    public PointsForContacts(
            Members members, PointsAccounts accounts, Journal journal, List<EarningRule> rules) {
        this(members::show, accounts::award, journal, rules);
    }

    PointsForContacts(
            Function<PhoneNumber, CompletionStage<Optional<ClubMember>>> members,
            Function<Award, CompletionStage<AwardOutcome>> accounts,
            Journal journal,
            List<EarningRule> rules) {
        if (rules.stream().map(EarningRule::id).collect(Collectors.toSet()).size() < rules.size()) {
            throw new IllegalArgumentException("two earning rules have one id");
        }
        this.members = members;
        this.accounts = accounts;
        this.journal = journal;
        this.rules = List.copyOf(rules);
    }

    @Override
    public String name() {
        return "loyalty";
    }

    @Override
    public void accept(JournalEntry entry, long sequence) throws Exception {
        if (entry.fact() instanceof CallFact.CallEnded ended && ended.answered()) {
            Optional<MemberId> member = member(ended, entry);
            if (member.isPresent()) {
                for (EarningRule rule : rules) {
                    award(Award.forContact(entry.call(), member.get(), rule, entry.at()), entry);
                }
            }
        }
    }

    /** Whose contact it was; looked up now if Redis was away during the call. */
    private Optional<MemberId> member(CallFact.CallEnded ended, JournalEntry entry)
            throws Exception {
        if (ended.member().isPresent() || ended.caller().isEmpty()) {
            return ended.member();
        }
        try {
            return answer(members.apply(ended.caller().get())).map(club -> club.member().id());
        } catch (DamagedRecord e) {
            refused.increment();
            log.error("points.refused call={} reason=\"{}\"", entry.call(), e.getMessage());
            return Optional.empty();
        }
    }

    private void award(Award award, JournalEntry cause) throws Exception {
        switch (answer(accounts.apply(award))) {
            case AwardOutcome.Awarded(String id, Points amount, Points balance) -> {
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
            case AwardOutcome.Refused(AwardOutcome.Reason reason) -> {
                refused.increment();
                log.error(
                        "points.refused call={} member={} rule={} reason={}; see: points verify",
                        cause.call(),
                        award.member(),
                        award.rule(),
                        reason);
            }
        }
    }

    private static <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void say(Award award, JournalEntry cause, Points amount, Points balance) {
        journal.append(
                new JournalEntry(
                        "points:" + award.event(),
                        cause.call(),
                        cause.at(),
                        new CallFact.PointsAwarded(award.member(), award.rule(), amount, balance)));
    }

    /** Awards that were refused since the start; each is an error in the log. */
    public long refused() {
        return refused.sum();
    }
}
