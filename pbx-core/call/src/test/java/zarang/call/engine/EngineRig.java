package zarang.call.engine;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An engine and what is around it: its listener, who writes everything down, and the phones of the
 * world. Under virtual time or over real sockets.
 */
public interface EngineRig {
    /** A number that the engine's listener wants no calls for. */
    String UNWANTED = "404";

    /** A prompt that is over in a moment, and one that takes half a minute. */
    String SHORT_PROMPT = "short";

    String LONG_PROMPT = "long";

    String LANGUAGE = "fa";

    /** Started. */
    TelephonyEngine engine();

    LegIds legs();

    /** Where the engine said that it can be called. */
    List<String> addresses();

    /** What the listener heard of legs so far, in order. */
    List<LegEvent> events();

    /** What the listener heard of phones so far: {@code +2001}, {@code -2001}. */
    List<String> phones();

    /** A phone that calls the engine. */
    RemoteParty caller();

    /** A phone that is registered for {@code user}. */
    RemoteParty phone(String user, RemoteParty.Manner manner);

    /** Asks on the control loop. */
    <T> T ask(Supplier<T> question);

    /** Lets time pass until it is so; fails if it never is. */
    void await(String what, BooleanSupplier so);

    /** Closes the engine and looks that nothing is left. */
    void close();

    /** Does all of it in one message of the control loop. */
    default void run(Runnable steps) {
        ask(() -> {
            steps.run();
            return true;
        });
    }

    default Receipt execute(LegCommand command) {
        return ask(() -> engine().execute(command));
    }
}
