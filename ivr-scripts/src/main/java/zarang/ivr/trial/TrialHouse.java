package zarang.ivr.trial;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import zarang.call.script.ScriptService;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.speech.Speech;

/**
 * What trials take from the house they are held in. Any thread; keep it, because number speech
 * takes time to read.
 */
public final class TrialHouse {
    private final ZoneId zone;
    private final PromptLengths lengths;
    private final Function<InstantSource, Map<String, ScriptService>> services;
    private final Map<String, Optional<Speech>> speech = new ConcurrentHashMap<>();

    /**
     * @param zone of times that are written without one
     * @param services those that need nothing but the time, such as calendars, by name
     */
    public TrialHouse(
            ZoneId zone,
            PromptLengths lengths,
            Function<InstantSource, Map<String, ScriptService>> services) {
        this.zone = zone;
        this.lengths = lengths;
        this.services = services;
    }

    /** Tehran, prompts of a second, no services but the member's. */
    public static TrialHouse plain() {
        return new TrialHouse(ZoneId.of("Asia/Tehran"), PromptLengths.ONE_SECOND, time -> Map.of());
    }

    ZoneId zone() {
        return zone;
    }

    PromptLengths lengths() {
        return lengths;
    }

    Map<String, ScriptService> services(InstantSource time) {
        return services.apply(time);
    }

    /** All flows that were found good, so that each can call the others. */
    public FlowSet together(List<FlowReport> flows) {
        Map<String, FlowSet.InFront> good = new TreeMap<>();
        flows.forEach(report ->
                report.flow()
                        .ifPresent(flow -> good.put(flow.name(), new FlowSet.InFront(flow, 1))));
        return new FlowSet(good, this::speech, zone, FlowWatcher.NONE);
    }

    Optional<Speech> speech(String language) {
        return speech.computeIfAbsent(language, Speech::shipped);
    }
}
