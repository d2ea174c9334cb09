package zarang.loyalty.points;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.call.MemberId;
import zarang.call.Points;

/**
 * What {@code points.lua} does to accounts, in memory: it passes the same {@link AwardsContract}.
 * One thread; outlives the processes that use it.
 */
public final class AccountsInMemory {
    private record Day(MemberId member, String rule, LocalDate day) {}

    private static final class Account {
        final Map<String, AwardOutcome> seen = new HashMap<>();
        final List<Award> ledger = new ArrayList<>();
        long available;
    }

    private final Set<MemberId> members;
    private final Map<MemberId, Account> accounts = new LinkedHashMap<>();
    private final Map<Day, Integer> used = new HashMap<>();
    private long entries;

    public AccountsInMemory(Set<MemberId> members) {
        this.members = Set.copyOf(members);
    }

    /** Puts points on an account, once for each event. */
    public AwardOutcome award(Award award) {
        if (!members.contains(award.member())) {
            return new AwardOutcome.Refused(AwardOutcome.Reason.NO_SUCH_MEMBER);
        }
        Account account = accounts.computeIfAbsent(award.member(), m -> new Account());
        AwardOutcome before = account.seen.get(award.event());
        if (before instanceof AwardOutcome.Awarded(String entry, Points amount, Points balance)) {
            return new AwardOutcome.AlreadyAwarded(entry, amount, balance);
        }
        if (before != null) {
            return before;
        }
        AwardOutcome outcome =
                isOverTheDay(award)
                        ? new AwardOutcome.Capped(id(), new Points(account.available))
                        : booked(account, award);
        account.seen.put(award.event(), outcome);
        return outcome;
    }

    private boolean isOverTheDay(Award award) {
        return award.limit().isPresent()
                && used.merge(
                                new Day(award.member(), award.rule(), award.limit().get().day()),
                                1,
                                Integer::sum)
                        > award.limit().get().max();
    }

    private AwardOutcome booked(Account account, Award award) {
        account.ledger.add(award);
        account.available += award.amount().hundredths();
        return new AwardOutcome.Awarded(id(), award.amount(), new Points(account.available));
    }

    private String id() {
        return ++entries + "-0";
    }

    /** What the account holds. */
    public Points available(MemberId member) {
        Account account = accounts.get(member);
        return account == null ? Points.ZERO : new Points(account.available);
    }

    /** The awards that were made, oldest first. */
    public List<Award> ledger(MemberId member) {
        Account account = accounts.get(member);
        return account == null ? List.of() : List.copyOf(account.ledger);
    }
}
