package zarang.call.script;

import java.time.Duration;
import java.util.Optional;

/**
 * How a script rings somebody.
 *
 * @param order of the numbers
 * @param ringTime how long each; 5-120 s
 * @param shown the number that is shown there; empty: the caller's own
 * @param music what the caller hears meanwhile, over and over: a prompt or a tone; may be empty
 * @param detectAnswerer whether a machine that answers is hung up on; a person waits up to 6 s then
 *     until the caller is heard
 * @param screening what whoever answers is asked first; the caller hears the music meanwhile
 */
public record RingWish(
        Order order,
        Duration ringTime,
        Optional<String> shown,
        String music,
        boolean detectAnswerer,
        Optional<Screening> screening) {
    /** In which order the numbers ring, and who of them has the caller. */
    public enum Order {
        /** One after the other; the first to answer has the caller. */
        IN_TURN,
        /** All at the same time; the first to answer has the caller. */
        AT_ONCE,
        /** All at the same time; everybody who answers joins. */
        TOGETHER
    }
}
