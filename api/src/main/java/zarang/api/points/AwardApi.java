package zarang.api.points;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.members.MemberApi;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.repeat.RepeatKey;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.loyalty.points.Award;
import zarang.loyalty.points.AwardOutcome;
import zarang.loyalty.points.PointsAccounts;

/**
 * {@code /members/{id}/points/awards}: points that a program gives. The Idempotency-Key goes down
 * into the ledger as the award's event, so the same award counts once for as long as the ledger
 * remembers events, also if the process died before it could answer.
 */
public final class AwardApi {
    private static final String AWARDS = "/api/v1/members/:id/points/awards";
    private static final String RULE_FORM = "[a-z0-9][a-z0-9-]{0,31}";

    /** A million points: more at once is a mistake. */
    private static final long AMOUNT_MAX = 100_000_000;

    private final PointsAccounts accounts;
    private final InstantSource clock;

    public AwardApi(PointsAccounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What is to be given.
     *
     * @param amount in hundredths of a point
     * @param rule why, such as {@code goodwill}: it stands in the ledger
     */
    record Body(@Nullable Long amount, @Nullable String rule) {}

    /**
     * What was given.
     *
     * @param entry of the ledger
     * @param balance after it
     */
    record Given(String entry, long amount, long balance) {}

    public List<Operation> operations() {
        return List.of(Operation.act(AWARDS, Scope.POINTS_WRITE, this::award));
    }

    private CompletionStage<Answer> award(Asked asked) {
        Body body = asked.body(Body.class);
        MemberId member = MemberApi.id(asked);
        long amount = amount(body.amount());
        String event =
                "api:"
                        + RepeatKey.of(asked)
                                .orElseThrow(() ->
                                        Problem.of(
                                                        ProblemKind.INVALID,
                                                        "Idempotency-Key is wanted: without it a"
                                                                + " request that comes again would"
                                                                + " give the points again")
                                                .refusal())
                                .hash();
        Award award =
                new Award(
                        member,
                        event,
                        rule(body.rule()),
                        new Points(amount),
                        clock.instant(),
                        Optional.empty());
        return accounts.award(award).thenApply(outcome -> answer(outcome, amount));
    }

    private static Answer answer(AwardOutcome outcome, long amount) {
        return switch (outcome) {
            case AwardOutcome.Awarded now -> given(now.entry(), now.amount(), now.balance());
            case AwardOutcome.AlreadyAwarded then -> {
                if (then.amount().hundredths() != amount) {
                    throw Problem.of(
                                    ProblemKind.KEY_USED_OTHERWISE,
                                    "another award of this member came with this Idempotency-Key")
                            .refusal();
                }
                yield given(then.entry(), then.amount(), then.balance());
            }
            case AwardOutcome.Capped _ -> throw new IllegalStateException("no limit was given");
            case AwardOutcome.Refused refused -> throw refused(refused.reason());
        };
    }

    private static Answer given(String entry, Points amount, Points balance) {
        return Answer.ok(new Given(entry, amount.hundredths(), balance.hundredths()));
    }

    private static RuntimeException refused(AwardOutcome.Reason reason) {
        return switch (reason) {
            case NO_SUCH_MEMBER -> MemberApi.nobody();
            case OVER_LIMIT ->
                    problem(
                            ProblemKind.CONFLICT,
                            "the account would hold more than can be counted");
            case DAMAGED ->
                    problem(
                            ProblemKind.DAMAGED,
                            "the account is damaged: see ./zarang points verify, and docs/CLUB.md");
            case TOO_OLD ->
                    problem(ProblemKind.FAULT, "the clocks of server and Redis differ by a year");
        };
    }

    private static Problem.Refusal problem(ProblemKind kind, String detail) {
        return Problem.of(kind, detail).refusal();
    }

    private static long amount(@Nullable Long amount) {
        if (amount == null || amount < 1 || amount > AMOUNT_MAX) {
            throw Problem.at("/amount", "expected hundredths of a point, 1 to " + AMOUNT_MAX)
                    .refusal();
        }
        return amount;
    }

    private static String rule(@Nullable String rule) {
        if (rule == null || !rule.matches(RULE_FORM)) {
            throw Problem.at("/rule", "say why, such as goodwill: small letters, digits, dashes")
                    .refusal();
        }
        return rule;
    }
}
