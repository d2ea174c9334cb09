package zarang.ivr.spoken;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.ivr.keys.SpeechSettings;

/**
 * Has texts spoken and keeps what was spoken: all in memory, fixed texts on disk too. A text that
 * is being spoken is not spoken a second time meanwhile. Any thread may ask and nobody waits: its
 * own threads do, as many as voices may speak at once; more texts than {@value #WAITING_MAX} that
 * wait are refused.
 *
 * <p>A text with a caller's data in it is never written to disk, and no text stands in a log.
 */
public final class TextSpeaker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TextSpeaker.class);
    static final int WAITING_MAX = 64;

    private final TextVoice voice;
    private final SpeechPrompts prompts;
    private final SpeechFolder folder;
    private final ThreadPoolExecutor threads;
    private final Map<String, CompletableFuture<SpeechResult>> running = new ConcurrentHashMap<>();
    private final LongAdder spoken = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * A speaker as the settings have it.
     *
     * @param folder for fixed texts that were spoken
     * @param clock tells which of them were used last
     */
    public static TextSpeaker of(
            SpeechSettings settings, SpeechPrompts prompts, Path folder, InstantSource clock) {
        return new TextSpeaker(
                voice(settings),
                prompts,
                new SpeechFolder(folder, settings.diskMaxBytes(), clock),
                settings.atOnce());
    }

    /** Who speaks, as the settings have it. */
    public static TextVoice voice(SpeechSettings settings) {
        return settings.url()
                .<TextVoice>map(url -> new HttpVoice(url, settings.within()))
                .orElseGet(() -> new CommandVoice(settings.command(), settings.within()));
    }

    /**
     * @param atOnce how many texts are spoken at a time
     */
    TextSpeaker(TextVoice voice, SpeechPrompts prompts, SpeechFolder folder, int atOnce) {
        this.voice = voice;
        this.prompts = prompts;
        this.folder = folder;
        threads =
                new ThreadPoolExecutor(
                        atOnce,
                        atOnce,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING_MAX),
                        Thread.ofVirtual().name("speech-", 0).factory());
    }

    /** Whether a text is fixed in a script, or made for one caller. */
    public enum Kind {
        FIXED,
        CALLERS_OWN
    }

    /** Has a text spoken. Completes at once where it was spoken before; never exceptionally. */
    public CompletionStage<SpeechResult> speak(String text, String language, Kind kind) {
        String name = SpeechName.of(voice.id(), language, text);
        if (prompts.has(name)) {
            return CompletableFuture.completedFuture(new SpeechResult.Spoken(prompts.prompt(name)));
        }
        CompletableFuture<SpeechResult> mine = new CompletableFuture<>();
        CompletableFuture<SpeechResult> others = running.putIfAbsent(name, mine);
        if (others != null) {
            return others.copy();
        }
        try {
            threads.execute(() -> finish(name, mine, spoken(name, text, language, kind)));
        } catch (RejectedExecutionException full) {
            finish(name, mine, new SpeechResult.Unspoken("too many texts wait to be spoken"));
        }
        return mine.copy();
    }

    private void finish(String name, CompletableFuture<SpeechResult> outcome, SpeechResult result) {
        switch (result) {
            case SpeechResult.Spoken done -> spoken.increment();
            case SpeechResult.Unspoken(String why) -> {
                failed.increment();
                log.warn("speech.failed text={} why=\"{}\"", name.substring(0, 12), why);
            }
        }
        running.remove(name);
        outcome.complete(result);
    }

    private SpeechResult spoken(String name, String text, String language, Kind kind) {
        try {
            Optional<byte[]> known =
                    kind == Kind.FIXED ? folder.find(name) : Optional.<byte[]>empty();
            if (known.isPresent() && prompts.keep(name, known.get())) {
                return new SpeechResult.Spoken(prompts.prompt(name));
            }
            return switch (voice.speak(text, language)) {
                case VoiceAnswer.Mute(String why) -> new SpeechResult.Unspoken(why);
                case VoiceAnswer.Audio(byte[] file) -> kept(name, file, kind);
            };
        } catch (RuntimeException fault) { // one text must not end a thread that speaks for all
            log.error("speech.fault: please report this", fault);
            return new SpeechResult.Unspoken("a fault in the program");
        }
    }

    private SpeechResult kept(String name, byte[] file, Kind kind) {
        return switch (prompts.fit(file)) {
            case SpeechPrompts.Fit.Unfit(String why) -> new SpeechResult.Unspoken(why);
            case SpeechPrompts.Fit.Ready(byte[] wav) -> {
                if (kind == Kind.FIXED) {
                    write(name, wav);
                }
                yield prompts.keep(name, wav)
                        ? new SpeechResult.Spoken(prompts.prompt(name))
                        : new SpeechResult.Unspoken("the sound is no prompt");
            }
        };
    }

    private void write(String name, byte[] wav) {
        try {
            folder.put(name, wav);
        } catch (IOException full) {
            log.warn(
                    "speech.not-kept error=\"{}\": it is spoken anew after a restart",
                    full.toString());
        }
    }

    /** How many texts were spoken, and how many could not be, since the start. */
    public SpeechCounts counts() {
        return new SpeechCounts(spoken.sum(), failed.sum(), threads.getQueue().size());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        voice.close();
    }
}
