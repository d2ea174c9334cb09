package zarang.ivr.service;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.member.Member;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * Who calls, by the club's directory. Answers {@link #FOUND}, with {@link #TIER} and {@link
 * #POINTS}, {@link #UNKNOWN} or {@link #WITHHELD}. Control loop.
 */
public final class MemberService implements ScriptService {
    /** Its name. */
    public static final String NAME = "member";

    /** A member calls. */
    public static final String FOUND = "found";

    /** Nobody by that number. */
    public static final String UNKNOWN = "unknown";

    /** No number is shown, or none that is believed. */
    public static final String WITHHELD = "withheld";

    /** A text, such as {@code gold}. */
    public static final String TIER = "tier";

    /** A number: those that are available. */
    public static final String POINTS = "points";

    private final MemberDirectory directory;

    public MemberService(MemberDirectory directory) {
        this.directory = directory;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        return question.caller()
                .map(number -> directory.find(number).thenApply(MemberService::answer))
                .orElseGet(
                        () -> CompletableFuture.completedFuture(new ServiceAnswer.Given(WITHHELD)));
    }

    private static ServiceAnswer answer(MemberLookup result) {
        return switch (result) {
            case MemberLookup.Found(Member member) ->
                    new ServiceAnswer.Given(
                            FOUND,
                            Map.of(
                                    TIER,
                                    new ScriptValue.Text(member.tier().name()),
                                    POINTS,
                                    new ScriptValue.Decimal(member.points().value())),
                            Optional.of(member));
            case MemberLookup.Unknown nobody -> new ServiceAnswer.Given(UNKNOWN);
            case MemberLookup.Withheld hidden -> new ServiceAnswer.Given(WITHHELD);
            case MemberLookup.TimedOut late -> new ServiceAnswer.TimedOut();
            case MemberLookup.Failed failed -> new ServiceAnswer.Failed(failed.detail());
        };
    }
}
