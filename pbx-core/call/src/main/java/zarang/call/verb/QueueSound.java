package zarang.call.verb;

import java.util.List;
import java.util.function.BooleanSupplier;
import zarang.call.script.ScriptCommand;

/** What a caller hears in a queue: what it is told, one thing after the other, then music. */
final class QueueSound {
    private final CallState call;
    private final ScriptCommand.JoinQueue wish;
    private final BooleanSupplier waits;

    /** The caller is told something, rather than hearing music. */
    private boolean tells;

    /** What it is told after that. */
    private List<String> next = List.of();

    /**
     * @param waits whether the caller waits, also while an agent rings
     */
    QueueSound(CallState call, ScriptCommand.JoinQueue wish, BooleanSupplier waits) {
        this.call = call;
        this.wish = wish;
        this.waits = waits;
    }

    void begin() {
        begin(wish.announcement());
    }

    /** The caller waits again, for the agent's phone was lost, and hears so. */
    void beginAgain() {
        next = List.of();
        begin(wish.lost());
    }

    private void begin(List<String> first) {
        if (first.isEmpty()) {
            music();
        } else {
            tell(first, wish.language());
        }
    }

    private void tell(List<String> prompts, String language) {
        tells = true;
        call.engine(call.caller.play(prompts, language, () -> told(language)));
    }

    /** What it is told was heard to its end. */
    private void told(String language) {
        tells = false;
        if (!waits.getAsBoolean()) {
            return;
        }
        if (next.isEmpty()) {
            music();
        } else {
            List<String> prompts = next;
            next = List.of();
            tell(prompts, language);
        }
    }

    /** Tells a caller who waits more, at the latest after what it hears; of two the later one. */
    void announce(ScriptCommand.Announce more) {
        if (!waits.getAsBoolean()) {
            return;
        }
        if (tells) {
            next = more.prompts();
        } else {
            tell(more.prompts(), more.language());
        }
    }

    /** From here on music; what was still to be told is not. */
    void music() {
        tells = false;
        next = List.of();
        if (wish.music().isEmpty()) {
            call.caller.quiet();
        } else {
            call.engine(call.caller.playMusic(wish.music(), wish.language()));
        }
    }
}
