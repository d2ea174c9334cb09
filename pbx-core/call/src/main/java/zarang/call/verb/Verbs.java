package zarang.call.verb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import zarang.call.CallTermination.Result;

/**
 * The verbs of a call that are under way. They lie on each other: the one in front is what the
 * caller is busy with, those beneath go on when it is done, and the undermost, the script, stays to
 * the end. Verbs beside them serve somebody else, such as a supervisor.
 *
 * <pre>
 *   RunScript
 *   RunScript ◀ WaitInQueue
 *   RunScript ◀ WaitInQueue ◀ RingAgent …
 *   RunScript ◀ DialByScript ◀ RingOut …
 *   RunScript ◀ Talk
 *   RunScript ◀ Talk ◀ Transfer ◀ RingOut
 *   RunScript ◀ Talk ◀ Transfer ◀ Consult
 *   RunScript ◀ TakeNote
 *   RunScript ◀ Parked
 *   RunScript ◀ StopCall
 *   CallOut ◀ RingOut
 *   CallOut ◀ Talk
 *   ReturnCall ◀ RingAgent
 *   ReturnCall ◀ RingOut
 *   ReturnCall ◀ Talk
 *   … Talk, and beside it Supervise …
 * </pre>
 */
final class Verbs {
    /** The one in front first. */
    private final Deque<Verb> stack = new ArrayDeque<>();

    private final List<Verb> besides = new ArrayList<>();

    /** {@code verb} begins: in front of the others, or beside them. */
    void begin(Verb verb) {
        if (verb.isForCaller()) {
            stack.push(verb);
        } else {
            besides.add(verb);
        }
    }

    /** {@code verb} is done. */
    void done(Verb verb) {
        stack.remove(verb);
        besides.remove(verb);
    }

    /** {@code verb} takes the place of the one that lies beneath all others. */
    void replaceUndermost(Verb verb) {
        stack.removeLast();
        stack.addLast(verb);
    }

    boolean isInFront(Verb verb) {
        return verb.equals(stack.peek());
    }

    /** Whether the caller is busy with it, or with none but verbs of that kind that lie on it. */
    boolean isInFrontBut(Class<? extends Verb> kind, Verb verb) {
        return stack.stream()
                .filter(above -> !kind.isInstance(above))
                .findFirst()
                .filter(verb::equals)
                .isPresent();
    }

    boolean isUnderWay(Verb verb) {
        return stack.contains(verb) || besides.contains(verb);
    }

    /** The one of that kind that is nearest to the front. */
    <V extends Verb> Optional<V> find(Class<V> kind) {
        return stack.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Those of that kind who serve somebody else than the caller, the first who began first. */
    <V extends Verb> List<V> beside(Class<V> kind) {
        return besides.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What the caller is busy with, and what lies beneath that, in this order. */
    Stream<Verb> fromFront() {
        return stack.stream();
    }

    /** All that are under way now, the one in front first; meanwhile some may end or begin. */
    void each(Consumer<Verb> step) {
        List<Verb> now = new ArrayList<>(stack);
        now.addAll(besides);
        now.forEach(step);
    }

    /** What lies on {@code verb} gives back what it holds, and is done. */
    Optional<Result> leaveAbove(Verb verb, Leaving why) {
        Optional<Result> result = Optional.empty();
        while (!isInFront(verb)) {
            Optional<Result> said = stack.pop().leave(why);
            result = result.or(() -> said);
        }
        return result;
    }

    /** All but the undermost give back what they hold, and are done. */
    Optional<Result> leaveToUndermost(Leaving why) {
        List<Verb> served = List.copyOf(besides).reversed();
        besides.clear();
        served.forEach(verb -> verb.leave(why));
        return leaveAbove(stack.getLast(), why);
    }

    /**
     * All give back what they hold and are done, but the undermost, which is only told.
     *
     * @return what the call was to its caller
     */
    Result leave(Leaving why) {
        Optional<Result> above = leaveToUndermost(why);
        Optional<Result> own = stack.getLast().leave(why);
        return above.or(() -> own).orElseThrow();
    }
}
