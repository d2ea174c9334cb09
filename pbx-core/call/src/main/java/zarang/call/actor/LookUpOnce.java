package zarang.call.actor;

import java.util.function.Consumer;
import zarang.call.member.MemberLookup;

/** Takes the first of two results: the directory's or the limit's. Control loop. */
final class LookUpOnce {
    private final Consumer<MemberLookup> then;
    private boolean done;

    LookUpOnce(Consumer<MemberLookup> then) {
        this.then = then;
    }

    void complete(MemberLookup result) {
        if (!done) {
            done = true;
            then.accept(result);
        }
    }
}
