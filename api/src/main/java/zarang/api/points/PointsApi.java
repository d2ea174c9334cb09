package zarang.api.points;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import zarang.api.members.MemberApi;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.MemberId;
import zarang.loyalty.member.Members;
import zarang.loyalty.points.Balance;
import zarang.loyalty.points.LedgerEntry;
import zarang.loyalty.points.PointsAccounts;

/** {@code /members/{id}/points} and what lies under it. Amounts are in hundredths of a point. */
public final class PointsApi {
    private static final String POINTS = "/api/v1/members/:id/points";

    private final Members members;
    private final PointsAccounts accounts;

    public PointsApi(Members members, PointsAccounts accounts) {
        this.members = members;
        this.accounts = accounts;
    }

    record Shown(long available, long held, long debt) {
        static Shown of(Balance balance) {
            return new Shown(
                    balance.available().hundredths(),
                    balance.held().hundredths(),
                    balance.debt().hundredths());
        }
    }

    record Line(
            String id,
            String at,
            String kind,
            String rule,
            String event,
            long amount,
            long balance) {
        static Line of(LedgerEntry entry) {
            return new Line(
                    entry.id(),
                    entry.at().toString(),
                    entry.kind(),
                    entry.rule(),
                    entry.event(),
                    entry.amount().hundredths(),
                    entry.balance().hundredths());
        }
    }

    /**
     * Whether an account adds up.
     *
     * @param findings what does not, a line each
     */
    record Verdict(boolean sound, List<String> findings) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(POINTS, Scope.POINTS_READ, this::balance),
                Operation.get(POINTS + "/ledger", Scope.POINTS_READ, this::ledger),
                Operation.get(POINTS + "/verdict", Scope.POINTS_READ, this::verify));
    }

    private CompletionStage<Answer> balance(Asked asked) {
        return ofMember(
                asked, id -> accounts.balance(id).thenApply(found -> Answer.ok(Shown.of(found))));
    }

    private CompletionStage<Answer> ledger(Asked asked) {
        Paging paging = Paging.of("ledger", asked);
        return ofMember(
                asked,
                id ->
                        entries(id, paging)
                                .thenApply(
                                        found -> paging.found(found, LedgerEntry::id, Line::of)));
    }

    private CompletionStage<List<LedgerEntry>> entries(MemberId id, Paging paging) {
        int count = paging.limit() + 1;
        if (paging.last().isEmpty()) {
            return accounts.ledger(id, count);
        }
        try {
            return accounts.ledgerBefore(id, paging.last().get(), count);
        } catch (IllegalArgumentException forged) {
            throw Paging.badCursor().refusal();
        }
    }

    private CompletionStage<Answer> verify(Asked asked) {
        return ofMember(
                asked,
                id ->
                        accounts.verify(id)
                                .thenApply(
                                        wrong -> Answer.ok(new Verdict(wrong.isEmpty(), wrong))));
    }

    /** Only if there is the member that the path names. */
    private CompletionStage<Answer> ofMember(
            Asked asked, Function<MemberId, CompletionStage<Answer>> then) {
        return members.get(MemberApi.id(asked))
                .thenCompose(
                        found -> then.apply(found.orElseThrow(MemberApi::nobody).member().id()));
    }
}
