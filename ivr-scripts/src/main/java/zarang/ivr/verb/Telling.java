package zarang.ivr.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.call.queue.WaitBand;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.StepTools;

/**
 * Tells a caller in a queue where it stands and how long it may wait, again and again; unless asked
 * otherwise only what has become better. Offers once to call back whoever may wait long.
 */
final class Telling {
    static final String TIMER = "tell";

    /** What a caller is told. */
    enum What {
        NOTHING(false, false),
        POSITION(true, false),
        WAIT(false, true),
        BOTH(true, true);

        /** In the words of scripts. */
        static final Map<String, What> BY_WORD = byWord();

        private final boolean position;
        private final boolean wait;

        What(boolean position, boolean wait) {
            this.position = position;
            this.wait = wait;
        }

        private static Map<String, What> byWord() {
            Map<String, What> words = new LinkedHashMap<>();
            words.put("nothing", NOTHING);
            words.put("position", POSITION);
            words.put("wait", WAIT);
            words.put("both", BOTH);
            return words;
        }
    }

    /**
     * What the step says, the same for all calls.
     *
     * @param again whether also what has not become better
     */
    record Wish(What what, Duration after, Duration every, boolean again, Offer offer) {
        boolean isSilent() {
            return what == What.NOTHING && offer.prompts.isEmpty();
        }
    }

    /**
     * To be called back.
     *
     * @param prompts none: nobody is offered that
     * @param above the least expected wait of whom it is offered
     */
    record Offer(List<String> prompts, Duration above) {}

    private final Wish wish;
    private int lastPosition = Integer.MAX_VALUE;
    private @Nullable WaitBand lastBand;
    private boolean offered;

    Telling(Wish wish) {
        this.wish = wish;
    }

    void begin(StepTools run) {
        if (!wish.isSilent()) {
            run.arm(TIMER, wish.after);
        }
    }

    /** It is time to ask. */
    void ask(StepTools run) {
        run.tell(new ScriptCommand.AskPlace());
        run.arm(TIMER, wish.every);
    }

    /** Says what is to be said of it, if anything is. */
    void tell(ScriptEvent.Placed placed, StepTools run) {
        List<String> prompts = new ArrayList<>();
        run.speech().ifPresent(speech -> prompts.addAll(prompts(placed, speech)));
        if (!offered && placed.band().filter(this::isLong).isPresent()) {
            offered = true;
            prompts.addAll(wish.offer.prompts);
        }
        if (!prompts.isEmpty()) {
            run.tell(new ScriptCommand.Announce(prompts, run.language()));
        }
    }

    private boolean isLong(WaitBand band) {
        return band.fromMinutes() >= wish.offer.above.toMinutes();
    }

    private List<String> prompts(ScriptEvent.Placed placed, Speech speech) {
        List<String> prompts = new ArrayList<>();
        if (wish.what.position && (wish.again || placed.position() < lastPosition)) {
            lastPosition = placed.position();
            prompts.addAll(speech.position(lastPosition));
        }
        placed.band()
                .filter(band -> wish.what.wait)
                .filter(band -> wish.again || lastBand == null || band.isShorterThan(lastBand))
                .ifPresent(band -> {
                    lastBand = band;
                    prompts.addAll(speech.wait(band));
                });
        return prompts;
    }
}
