package zarang.server.serve;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * Lets a caller hear what it has just said: given the {@code name} of a recording that is not
 * settled yet, it is lent to the media loops as {@code note:name}. Answers {@code ready} or {@code
 * nothing}. The file is read on a virtual thread.
 */
final class PlayBack implements ScriptService {
    /** How scripts ask for it. */
    static final String NAME = "recording";

    /** Reads what was said in a recording. */
    @FunctionalInterface
    interface Said {
        Optional<short[]> said(String recording) throws IOException;
    }

    private final Said recordings;
    private final BiConsumer<String, short[]> lend;

    PlayBack(Said recordings, BiConsumer<String, short[]> lend) {
        this.recordings = recordings;
        this.lend = lend;
    }

    /** The others whom scripts can ask, and this one. */
    static Map<String, ScriptService> beside(
            Map<String, ScriptService> others, Said recordings, BiConsumer<String, short[]> lend) {
        Map<String, ScriptService> all = new HashMap<>(others);
        all.put(NAME, new PlayBack(recordings, lend));
        return Map.copyOf(all);
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        String name =
                Optional.ofNullable(question.arguments().get("name"))
                        .map(ScriptValue::text)
                        .orElse("");
        CompletableFuture<ServiceAnswer> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("play-back").start(() -> read(name, answer));
        return answer;
    }

    private void read(String name, CompletableFuture<ServiceAnswer> answer) {
        try {
            Optional<short[]> samples = recordings.said(name);
            samples.ifPresent(said -> lend.accept("note:" + name, said));
            answer.complete(new ServiceAnswer.Given(samples.isPresent() ? "ready" : "nothing"));
        } catch (IOException | RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }
}
