package zarang.call.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A telephony engine: signalling and media of legs. Control loop only, but for {@link #start}. What
 * it promises is written as sentences in {@code TelephonyEngineContract}, which every engine
 * passes.
 *
 * <p>What comes of a command comes back later as a {@link LegEvent}, never from inside {@link
 * #execute}.
 */
public interface TelephonyEngine {
    /** What it can do; the same for as long as it lives. */
    Set<Capability> capabilities();

    /**
     * Takes back what it kept over a restart, then takes calls. Once. Any thread.
     *
     * @return where it can be called, as a person writes it, such as {@code udp:127.0.0.1:5060};
     *     completes on the control loop. A failure says in words what could not be had.
     */
    CompletionStage<List<String>> start();

    /** Does what {@code command} says; see {@link Receipt}. */
    Receipt execute(LegCommand command);

    /** Every trunk as it is now, in the order of the configuration. */
    default List<TrunkStatus> trunks() {
        return List.of();
    }

    /**
     * Asks a trunk now whether it is there and, if it registers, whether it has us; {@link #trunks}
     * says some seconds later what came of it. False if there is none of that name.
     */
    default boolean checkTrunk(String name) {
        return false;
    }

    /** Sources that are not listened to now, the latest first. */
    default List<BannedSource> bans() {
        return List.of();
    }

    /** Listens to a source again; false if it was not banned. */
    default boolean liftBan(String source) {
        return false;
    }

    /** Takes no new calls: callers are refused for the time being. Calls that are on go on. */
    void stopAccepting();

    /** Legs that are not over; 0 is idle. */
    int legs();

    /** What it shows of itself, for the metrics. */
    List<EngineFigure> figures();

    /**
     * Closes what it listens on and plays with. Legs that are left are cut without a word to
     * anybody; phones that are lost by it are kept for the next start.
     */
    void close();
}
