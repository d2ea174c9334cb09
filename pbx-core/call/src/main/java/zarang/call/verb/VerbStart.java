package zarang.call.verb;

/** Begins a verb in a call: how the world outside asks a call to do something. Control loop. */
@FunctionalInterface
public interface VerbStart {
    void begin(CallState call);
}
