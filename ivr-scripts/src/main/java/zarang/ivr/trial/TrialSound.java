package zarang.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;

/** What the caller hears: prompts in turn, each as long as it is. */
final class TrialSound {
    private final ControlLoop loop;
    private final PromptLengths lengths;
    private final Consumer<Happening> tell;
    private ControlLoop.@Nullable Timer end;
    private @Nullable String prompt;
    private @Nullable Runnable after;
    private long endsAtNanos;
    private long quietSinceNanos;
    private long doneAtNanos;

    /**
     * @param tell gets what begins to be heard, and what is cut off
     */
    TrialSound(ControlLoop loop, PromptLengths lengths, Consumer<Happening> tell) {
        this.loop = loop;
        this.lengths = lengths;
        this.tell = tell;
    }

    /** Plays these in turn, in place of what plays; then runs {@code finished}. */
    void play(List<String> prompts, String language, Runnable finished) {
        stop();
        doneAtNanos =
                prompts.stream()
                        .map(prompt -> lengths.of(language, prompt).toNanos())
                        .reduce(loop.nanos(), Long::sum);
        next(prompts, language, finished);
    }

    /** Plays these after what plays, whose end nobody is told then. */
    void add(List<String> prompts, String language) {
        if (prompt == null) {
            play(prompts, language, () -> {});
        } else {
            after = () -> play(prompts, language, () -> {});
        }
    }

    private void next(List<String> left, String language, Runnable finished) {
        if (left.isEmpty()) {
            prompt = null;
            end = null;
            quietSinceNanos = loop.nanos();
            Runnable more = after;
            after = null;
            (more == null ? finished : more).run();
            return;
        }
        String first = left.getFirst();
        Duration length = lengths.of(language, first);
        prompt = first;
        endsAtNanos = loop.nanos() + length.toNanos();
        tell.accept(new Happening.Heard(first));
        end = loop.schedule(length, () -> next(left.subList(1, left.size()), language, finished));
    }

    void stop() {
        after = null;
        if (end != null) {
            end.cancel();
            tell.accept(new Happening.Came("(" + prompt + " is cut off)"));
            quietSinceNanos = loop.nanos();
        }
        end = null;
        prompt = null;
    }

    /** The prompt that plays. */
    Optional<String> playing() {
        return Optional.ofNullable(prompt);
    }

    /** Until the prompt that plays is over. */
    Duration left() {
        return prompt == null ? Duration.ZERO : Duration.ofNanos(endsAtNanos - loop.nanos());
    }

    /** Until all that is to be played is over; empty for silence. */
    Optional<Duration> untilDone() {
        return prompt == null
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(doneAtNanos - loop.nanos()));
    }

    /** When the last prompt ended. */
    long quietSinceNanos() {
        return quietSinceNanos;
    }
}
