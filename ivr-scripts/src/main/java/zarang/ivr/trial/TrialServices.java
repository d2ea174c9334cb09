package zarang.ivr.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.call.queue.WaitBand;
import zarang.call.script.HttpArguments;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.ivr.service.MemberService;

/**
 * Answers a script's questions: as the trial says; the member's and other services that need no
 * network by themselves; none other.
 */
final class TrialServices {
    /** Where tests say where a caller stands in a queue. */
    private static final String PLACE = "place";

    private final TrialWorld world;
    private final Map<String, ScriptService> services = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();

    /**
     * @param real services that answer for themselves
     */
    TrialServices(TrialWorld world, Map<String, ScriptService> real) {
        this.world = world;
        services.put(
                LastAgentArguments.SERVICE,
                question ->
                        CompletableFuture.completedStage(
                                new ServiceAnswer.Given(LastAgentArguments.NONE)));
        services.putAll(real);
        services.put(MemberService.NAME, new MemberService(new OneMember(world.member())));
    }

    /** The answer; empty if nobody was told what to answer. */
    Optional<CompletionStage<ServiceAnswer>> ask(
            String step, String service, ServiceQuestion question) {
        return given(step)
                .or(() -> given(service))
                .<CompletionStage<ServiceAnswer>>map(CompletableFuture::completedFuture)
                .or(() -> Optional.ofNullable(services.get(service)).map(s -> s.ask(question)));
    }

    /** Where the caller stands in a queue; empty if nobody says so. */
    Optional<ScriptEvent.Placed> place(String step) {
        return given(step)
                .or(() -> given(PLACE))
                .filter(ServiceAnswer.Given.class::isInstance)
                .map(ServiceAnswer.Given.class::cast)
                .flatMap(answer ->
                        minutes(answer, "position")
                                .map(position -> new ScriptEvent.Placed(position, band(answer))));
    }

    private static Optional<WaitBand> band(ServiceAnswer.Given answer) {
        Optional<Integer> to = minutes(answer, "to");
        int from = minutes(answer, "from").orElse(0);
        return (from == 0 && to.isEmpty()) || to.filter(end -> end <= from).isPresent()
                ? Optional.empty()
                : Optional.of(new WaitBand(from, to));
    }

    private static Optional<Integer> minutes(ServiceAnswer.Given answer, String name) {
        return answer.values().get(name) instanceof ScriptValue.Decimal(var number)
                        && number.signum() >= 0
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    /** An answer as the service gives it: a test may answer a webhook by the step's own word. */
    static ServiceAnswer inWordsOf(String service, ServiceAnswer answer) {
        return service.equals(HttpArguments.SERVICE)
                        && answer instanceof ServiceAnswer.Given given
                        && given.outcome().equals("sent")
                ? new ServiceAnswer.Given(HttpArguments.FOUND)
                : answer;
    }

    private Optional<ServiceAnswer> given(String name) {
        List<ServiceAnswer> answers = world.answers().getOrDefault(name, List.of());
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        int turn = asked.merge(name, 1, Integer::sum) - 1;
        return Optional.of(answers.get(Math.min(turn, answers.size() - 1)));
    }

    /** A club in which everybody is found the same. */
    private record OneMember(MemberLookup everybody) implements MemberDirectory {
        @Override
        public CompletionStage<MemberLookup> find(PhoneNumber number) {
            return CompletableFuture.completedFuture(everybody);
        }

        @Override
        public Optional<PhoneNumber> parse(WrittenNumber written) {
            return Optional.empty();
        }

        @Override
        public Tier lowestTier() {
            return Tier.BRONZE;
        }
    }
}
