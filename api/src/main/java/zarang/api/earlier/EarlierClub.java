package zarang.api.earlier;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zarang.api.members.MemberWish;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.call.MemberId;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ChangeOutcome;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.MemberChange;
import zarang.loyalty.member.Members;
import zarang.loyalty.points.LedgerEntry;
import zarang.loyalty.points.PointsAccounts;

/** Members and points as they were asked for before {@code /api/v1}: by their number. */
public final class EarlierClub {
    private static final String MEMBERS = "/api/members";
    private static final String POINTS = "/api/points";
    private static final int LEDGER_SHOWN = 20;
    private static final int CREATED = 201;

    private final Members members;
    private final MemberWish wish;
    private final PointsAccounts accounts;

    public EarlierClub(Members members, PointsAccounts accounts) {
        this.members = members;
        this.accounts = accounts;
        wish = new MemberWish(members);
    }

    record Body(@Nullable String phone, @Nullable String name, @Nullable String tier) {}

    record Shown(
            String member,
            String phone,
            String name,
            String tier,
            BigDecimal points,
            String since) {}

    record Added(String outcome, String member) {}

    record Changed(String outcome, String member, String before, String tier) {}

    record Line(
            String at,
            String kind,
            String rule,
            String event,
            BigDecimal amount,
            BigDecimal balance) {
        static Line of(LedgerEntry entry) {
            return new Line(
                    entry.at().toString(),
                    entry.kind(),
                    entry.rule(),
                    entry.event(),
                    entry.amount().value(),
                    entry.balance().value());
        }
    }

    record Account(
            String member,
            BigDecimal available,
            BigDecimal held,
            BigDecimal debt,
            List<Line> ledger) {}

    record Verdict(String member, boolean sound, List<String> findings) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        MEMBERS,
                        Scope.MEMBERS_READ,
                        asked -> club(asked).thenApply(club -> Answer.ok(shown(club)))),
                Operation.act(MEMBERS, Scope.MEMBERS_WRITE, this::add),
                Operation.change(MEMBERS, Scope.MEMBERS_WRITE, this::change),
                Operation.get(POINTS, Scope.POINTS_READ, asked -> ofMember(asked, this::account)),
                Operation.get(
                        POINTS + "/verify",
                        Scope.POINTS_READ,
                        asked -> ofMember(asked, this::verdict)));
    }

    private CompletionStage<ClubMember> club(Asked asked) {
        return members.show(wish.number(asked.query("phone").orElse("")))
                .thenApply(found -> found.orElseThrow(EarlierClub::nobody));
    }

    private static RuntimeException nobody() {
        return Problem.notFound("no member has this number").refusal();
    }

    private static Shown shown(ClubMember club) {
        return new Shown(
                club.member().id().value(),
                club.number().e164(),
                club.member().name(),
                club.member().tier().name(),
                club.member().points().value(),
                club.since().toString());
    }

    private CompletionStage<Answer> add(Asked asked) {
        Body body = asked.body(Body.class);
        return members.add(wish.added(body.phone(), body.name(), body.tier()))
                .thenApply(outcome ->
                        switch (outcome) {
                            case AddOutcome.Added added ->
                                    Answer.ok(new Added("added", added.id().value())).as(CREATED);
                            case AddOutcome.AlreadyThere there ->
                                    Answer.ok(new Added("already-there", there.id().value()));
                            case AddOutcome.Refused refused ->
                                    throw MemberWish.refused(refused.reason());
                        });
    }

    private CompletionStage<Answer> change(Asked asked) {
        Body body = asked.body(Body.class);
        MemberChange change = wish.changed(body.name(), body.tier());
        return ofMember(asked, id -> change(id, change));
    }

    private CompletionStage<Answer> change(MemberId id, MemberChange change) {
        return members.change(id, change)
                .thenApply(outcome ->
                        switch (outcome) {
                            case ChangeOutcome.Changed changed ->
                                    Answer.ok(
                                            new Changed(
                                                    "changed",
                                                    id.value(),
                                                    changed.before().name(),
                                                    changed.tier().name()));
                            case ChangeOutcome.NoSuchMember _, ChangeOutcome.Overtaken _ ->
                                    throw nobody();
                            case ChangeOutcome.Refused refused ->
                                    throw MemberWish.refused(refused.reason());
                        });
    }

    private CompletionStage<Answer> account(MemberId id) {
        return accounts.balance(id)
                .thenCombine(
                        accounts.ledger(id, LEDGER_SHOWN),
                        (balance, ledger) ->
                                Answer.ok(
                                        new Account(
                                                id.value(),
                                                balance.available().value(),
                                                balance.held().value(),
                                                balance.debt().value(),
                                                ledger.stream().map(Line::of).toList())));
    }

    private CompletionStage<Answer> verdict(MemberId id) {
        return accounts.verify(id)
                .thenApply(wrong -> Answer.ok(new Verdict(id.value(), wrong.isEmpty(), wrong)));
    }

    private CompletionStage<Answer> ofMember(
            Asked asked, Function<MemberId, CompletionStage<Answer>> then) {
        return club(asked).thenCompose(club -> then.apply(club.member().id()));
    }
}
