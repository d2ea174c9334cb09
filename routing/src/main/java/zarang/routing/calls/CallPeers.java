package zarang.routing.calls;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import zarang.call.CallId;
import zarang.call.loop.ControlLoop;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.SupervisionResult;
import zarang.routing.owner.FloorPeers;

/**
 * The calls of all processes that share a floor. Who wants to know asks the others by letter, for a
 * second at most; nothing is written down of a call. Control loop, nothing on it waits; but for
 * {@link #counts}.
 *
 * <p>A call ends with its process and never moves, so who once had it is asked first and alone.
 */
public final class CallPeers {
    /** What is older was asked by somebody who has long given up. Clocks may be apart by less. */
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    /** Who lives was said so long ago that others may live by now. */
    private static final Duration STALE = FloorPeers.LEASE.multipliedBy(2);

    /** Homes of calls that are remembered. */
    private static final int HOMES_MAX = 2000;

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final CallsHere here;
    private final String name;
    private final OpenQuestions open;
    private final Map<CallId, String> homes = new RecentCalls();

    /** The last of what each process wanted done, so that nothing is done twice. */
    private final Map<String, Long> done = new HashMap<>();

    private List<String> living = List.of();
    private long livingNanos;
    private volatile CallPeerCounts counts = new CallPeerCounts(0, 0, 0, 0, 0);
    private long answered;
    private long dropped;
    private boolean closed;

    private static final class RecentCalls extends LinkedHashMap<CallId, String> {
        private static final long serialVersionUID = 1;

        RecentCalls() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<CallId, String> eldest) {
            return size() > HOMES_MAX;
        }
    }

    /**
     * @param peers whose letters it shares with the floor, which is to be given {@link #beside}
     */
    public CallPeers(ControlLoop loop, FloorPeers peers, CallsHere here) {
        this.loop = loop;
        this.peers = peers;
        this.here = here;
        name = FloorPeers.nameOf(peers.self());
        open = new OpenQuestions(loop, peers, this::count);
        livingNanos = loop.nanos() - STALE.toNanos();
    }

    /** The same peers for the floor, which is not told the letters of this class. */
    public FloorPeers beside() {
        return new PeersBesideCalls(peers, this::living, this::takes);
    }

    /** Who lives, as the floor was just told. Any thread. */
    private void living(List<String> now) {
        loop.post(() -> {
            if (closed) {
                return;
            }
            living = now.stream().filter(node -> !node.equals(peers.self())).toList();
            livingNanos = loop.nanos();
            done.keySet().retainAll(living);
            count();
        });
    }

    /** Whether a letter is about calls. Any thread. */
    private boolean takes(String letter) {
        if (CallLetterText.isQuestion(letter)) {
            loop.post(() ->
                    CallLetterText.readQuestion(letter).ifPresentOrElse(this::answer, this::drop));
            return true;
        }
        if (CallLetterText.isAnswer(letter)) {
            loop.post(() ->
                    CallLetterText.readAnswer(letter).ifPresentOrElse(this::answered, this::drop));
            return true;
        }
        return false;
    }

    /**
     * The oldest calls of all processes.
     *
     * @param after only later ones
     * @param count at most; 1 to {@value CallQuestion#MOST}
     */
    public CompletionStage<CallsSeen> page(Optional<CallId> after, int count) {
        CallQuestion.Page question = new CallQuestion.Page(after, count);
        return askAll(living, question)
                .thenApply(said -> seen(said.with(name, here(question)), count));
    }

    /** Those calls, whichever process has them; who is over is not among them. */
    public CompletionStage<CallsSeen> these(Collection<CallId> calls) {
        List<CallSeen> own = own(calls);
        Set<CallId> known = own.stream().map(CallSeen::id).collect(Collectors.toSet());
        List<CallId> rest = calls.stream().filter(call -> !known.contains(call)).toList();
        CompletionStage<PeerAnswers> all = CompletableFuture.completedStage(PeerAnswers.NONE);
        for (var group : byHome(rest).entrySet()) {
            for (int i = 0; i < group.getValue().size(); i += CallQuestion.MOST) {
                int end = Math.min(group.getValue().size(), i + CallQuestion.MOST);
                CompletionStage<PeerAnswers> part =
                        askAll(
                                group.getKey(),
                                new CallQuestion.These(group.getValue().subList(i, end)));
                all = all.thenCombine(part, PeerAnswers::and);
            }
        }
        return all.thenApply(said -> {
            PeerAnswers with = said.with(name, new CallAnswer(SupervisionResult.DONE, own));
            CallsSeen seen = seen(with, calls.size());
            boolean found = seen.calls().size() == calls.size();
            return found ? new CallsSeen(seen.calls(), List.of(), true) : seen;
        });
    }

    /** Calls by who is to be asked about them. */
    private Map<List<String>, List<CallId>> byHome(List<CallId> calls) {
        return calls.stream().collect(Collectors.groupingBy(this::whoMayHave));
    }

    private List<String> whoMayHave(CallId call) {
        String home = homes.get(call);
        return home != null && living.contains(home) ? List.of(home) : living;
    }

    /** Has a call do what is wanted of it, on the process that has it; once. */
    public CompletionStage<CallDone> ask(CallRequest request) {
        CallQuestion.Do question = new CallQuestion.Do(request);
        if (here.one(request.call()).isPresent()) {
            CallAnswer answer = here(question);
            return CompletableFuture.completedStage(
                    new CallDone(
                            answer.result(),
                            answer.calls().stream().findFirst(),
                            new CallsSeen(List.of(), List.of(), true)));
        }
        return askAll(whoMayHave(request.call()), question)
                .thenApply(said ->
                        new CallDone(
                                said.result(),
                                said.calls().stream().findFirst(),
                                seen(said, said.calls().size())));
    }

    private CompletionStage<PeerAnswers> askAll(List<String> nodes, CallQuestion question) {
        CompletionStage<PeerAnswers> all = CompletableFuture.completedStage(PeerAnswers.NONE);
        for (String node : nodes) {
            all =
                    all.thenCombine(
                            open.ask(node, question)
                                    .thenApply(answer -> {
                                        answer.ifPresent(said -> learn(node, said));
                                        return PeerAnswers.of(node, answer);
                                    }),
                            PeerAnswers::and);
        }
        count();
        return all;
    }

    private void learn(String node, CallAnswer answer) {
        answer.calls().forEach(call -> homes.put(call.id(), node));
    }

    private CallsSeen seen(PeerAnswers said, int count) {
        return new CallsSeen(
                said.calls().stream()
                        .sorted(Comparator.comparing(call -> call.id().value()))
                        .limit(count)
                        .toList(),
                said.missing().stream().map(FloorPeers::nameOf).sorted().toList(),
                loop.nanos() - livingNanos < STALE.toNanos());
    }

    private CallAnswer here(CallQuestion question) {
        return switch (question) {
            case CallQuestion.Page(var after, var count) ->
                    new CallAnswer(
                            SupervisionResult.DONE,
                            here.all().stream()
                                    .filter(call -> after.isEmpty() || isLater(call, after.get()))
                                    .limit(count)
                                    .map(this::seen)
                                    .toList());
            case CallQuestion.These(var calls) ->
                    new CallAnswer(SupervisionResult.DONE, own(calls));
            case CallQuestion.Do(var request) -> {
                SupervisionResult result = here.ask(request.call(), request.begin());
                yield new CallAnswer(
                        result, here.one(request.call()).map(this::seen).stream().toList());
            }
        };
    }

    private List<CallSeen> own(Collection<CallId> calls) {
        return calls.stream().flatMap(call -> here.one(call).stream()).map(this::seen).toList();
    }

    private static boolean isLater(CallSnapshot call, CallId than) {
        return call.id().value().compareTo(than.value()) > 0;
    }

    private CallSeen seen(CallSnapshot call) {
        return CallSeen.of(name, call);
    }

    private void answer(CallLetter<CallQuestion> letter) {
        boolean late = letter.written().plus(TOO_LATE).isBefore(loop.instant());
        boolean twice =
                letter.content() instanceof CallQuestion.Do
                        && done.getOrDefault(letter.from(), 0L) >= letter.number();
        if (late || twice) {
            drop();
            return;
        }
        if (letter.content() instanceof CallQuestion.Do) {
            done.put(letter.from(), letter.number());
        }
        answered++;
        open.send(
                letter.from(),
                CallLetterText.answer(
                        new CallLetter<>(
                                peers.self(),
                                letter.number(),
                                loop.instant(),
                                here(letter.content()))));
        count();
    }

    private void answered(CallLetter<CallAnswer> letter) {
        if (open.on(letter)) {
            count();
        } else {
            drop();
        }
    }

    private void drop() {
        dropped++;
        count();
    }

    private void count() {
        counts = new CallPeerCounts(open.size(), open.asked(), open.silent(), answered, dropped);
    }

    /** Any thread; as of the last beat or question. */
    public CallPeerCounts counts() {
        return counts;
    }

    /** Nobody is asked any more; who waits gets what there is. */
    public void close() {
        closed = true;
        living = List.of();
        open.close();
        count();
    }
}
