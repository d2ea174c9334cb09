package zarang.api.members;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.IfMatch;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.MemberId;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ChangeOutcome;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.Members;

/** {@code /members}. */
public final class MemberApi {
    private static final String MEMBERS = "/api/v1/members";
    private static final String MEMBER = MEMBERS + "/:id";

    private final Members members;
    private final MemberWish wish;

    public MemberApi(Members members) {
        this.members = members;
        wish = new MemberWish(members);
    }

    /** A member as it is sent. The balance changes by itself and is a thing of its own. */
    public record Shown(String id, String phone, String name, String tier, String since) {
        static Shown of(ClubMember club) {
            return new Shown(
                    club.member().id().value(),
                    club.number().e164(),
                    club.member().name(),
                    club.member().tier().name(),
                    club.since().toString());
        }
    }

    /** What is wanted of a member that is to be, or to be changed. */
    public record Body(@Nullable String phone, @Nullable String name, @Nullable String tier) {}

    /**
     * What came of adding one.
     *
     * @param outcome {@code added} or {@code already-there}
     */
    public record AddedMember(String id, String outcome) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(MEMBERS, Scope.MEMBERS_READ, this::find),
                Operation.act(MEMBERS, Scope.MEMBERS_WRITE, this::add),
                Operation.get(MEMBER, Scope.MEMBERS_READ, this::show),
                Operation.change(MEMBER, Scope.MEMBERS_WRITE, this::change));
    }

    private CompletionStage<Answer> find(Asked asked) {
        Paging paging = Paging.of("members", asked);
        return members.show(wish.number(asked.query("phone").orElse("")))
                .thenApply(found ->
                        paging.page(
                                found.stream().toList(),
                                club -> club.member().id().value(),
                                Shown::of));
    }

    private CompletionStage<Answer> show(Asked asked) {
        return club(asked).thenApply(club -> Answer.ok(Shown.of(club)).tagged(club.mark()));
    }

    private CompletionStage<ClubMember> club(Asked asked) {
        return members.get(id(asked)).thenApply(found -> found.orElseThrow(MemberApi::nobody));
    }

    /** The member that the path names, whether there is one or not. */
    public static MemberId id(Asked asked) {
        return Ids.read(asked.path("id"), MemberId::new).orElseThrow(MemberApi::nobody);
    }

    /** There is none. */
    public static RuntimeException nobody() {
        return Problem.notFound("no member has this id: GET /api/v1/members?phone= finds it")
                .refusal();
    }

    private CompletionStage<Answer> add(Asked asked) {
        Body body = asked.body(Body.class);
        return members.add(wish.added(body.phone(), body.name(), body.tier()))
                .thenApply(outcome ->
                        switch (outcome) {
                            case AddOutcome.Added added ->
                                    Answer.created(
                                            new AddedMember(added.id().value(), "added"),
                                            MEMBERS + "/" + added.id());
                            case AddOutcome.AlreadyThere there ->
                                    Answer.ok(new AddedMember(there.id().value(), "already-there"));
                            case AddOutcome.Refused refused ->
                                    throw MemberWish.refused(refused.reason());
                        });
    }

    private CompletionStage<Answer> change(Asked asked) {
        IfMatch seen = IfMatch.of(asked);
        Body body = asked.body(Body.class);
        if (body.phone() != null) {
            throw Problem.at("/phone", "a member keeps its number").refusal();
        }
        return seen.mark(() -> club(asked).thenApply(ClubMember::mark))
                .thenCompose(mark ->
                        members.change(id(asked), wish.changed(body.name(), body.tier()), mark))
                .thenCompose(outcome ->
                        switch (outcome) {
                            case ChangeOutcome.Changed _ -> show(asked);
                            case ChangeOutcome.NoSuchMember _ -> throw nobody();
                            case ChangeOutcome.Refused refused ->
                                    throw MemberWish.refused(refused.reason());
                            case ChangeOutcome.Overtaken _ ->
                                    club(asked).thenApply(MemberApi::overtaken);
                        });
    }

    private static Answer overtaken(ClubMember now) {
        throw Problem.overtaken(
                        "somebody else changed the member: look at current, and ask again with its"
                                + " ETag",
                        now.mark(),
                        Shown.of(now))
                .refusal();
    }
}
