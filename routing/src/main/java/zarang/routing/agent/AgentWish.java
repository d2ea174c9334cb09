package zarang.routing.agent;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What an agent is to do, as it says itself or as somebody with a right to it says. Those that
 * {@link #stands} hold until another one does: whatever the agent is in is finished first, then it
 * does as it was asked; also after its phone was away, under another owner of the floor, and after
 * a restart.
 */
public sealed interface AgentWish {
    /** Take callers: logs in, ends wrap-up, rest and pause. */
    record Ready() implements AgentWish {}

    /** Take none, and say why. */
    record Pause(PauseReason reason) implements AgentWish {}

    /** Be away, although the phone is there. */
    record LogOut() implements AgentWish {}

    /**
     * Have more time for notes; nothing unless the agent is in wrap-up.
     *
     * @param span added to what is left; the wrap-up ends {@link #WRAP_UP_MAX} from now at the
     *     latest
     */
    record MoreWrapUp(Duration span) implements AgentWish {}

    /** The longest wrap-up. */
    Duration WRAP_UP_MAX = Duration.ofMinutes(30);

    /** Whether it holds until another one does. */
    default boolean stands() {
        return switch (this) {
            case Ready _, Pause _, LogOut _ -> true;
            case MoreWrapUp _ -> false;
        };
    }

    /** In a word or two, such as {@code pause lunch}, {@code wrap-up PT1M}. */
    default String text() {
        return switch (this) {
            case Ready _ -> "ready";
            case Pause w -> "pause " + w.reason();
            case LogOut _ -> "log-out";
            case MoreWrapUp w -> "wrap-up " + w.span();
        };
    }

    /** What {@link #text} wrote; empty if it is none that this version knows. */
    static Optional<AgentWish> parse(String text) {
        String[] words = text.split(" ", -1);
        boolean two = words.length == 2;
        return switch (words[0]) {
            case "ready" -> Optional.of(new Ready());
            case "pause" ->
                    two && PauseReason.isName(words[1])
                            ? Optional.of(new Pause(new PauseReason(words[1])))
                            : Optional.empty();
            case "log-out" -> Optional.of(new LogOut());
            case "wrap-up" -> two ? moreWrapUp(words[1]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<AgentWish> moreWrapUp(String span) {
        try {
            return Optional.of(new MoreWrapUp(Duration.parse(span)));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
