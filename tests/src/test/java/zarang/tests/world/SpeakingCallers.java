package zarang.tests.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.call.engine.Capability;
import zarang.call.engine.EngineFactory;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.LegCommand;
import zarang.call.engine.Receipt;
import zarang.call.engine.TelephonyEngine;
import zarang.call.loop.ControlLoop;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;

/** An engine whose callers, who have no voice in memory, mostly say something to a recorder. */
final class SpeakingCallers implements TelephonyEngine {
    private static final int SILENT_ONE_IN = 4;
    private static final int LATEST_MS = 3_000;
    private static final byte LOUD = 0x2a;
    private static final byte[] WORD = new byte[160];

    static {
        Arrays.fill(WORD, LOUD);
    }

    private final TelephonyEngine engine;
    private final ControlLoop loop;
    private final Random random;
    private final Consumer<LegCommand> watch;

    private SpeakingCallers(
            TelephonyEngine engine, ControlLoop loop, Random random, Consumer<LegCommand> watch) {
        this.engine = engine;
        this.loop = loop;
        this.random = random;
        this.watch = watch;
    }

    /**
     * Makes it.
     *
     * @param watch gets each command first
     */
    static EngineFactory over(
            EngineFactory engines, ControlLoop loop, Random random, Consumer<LegCommand> watch) {
        return (legs, listener) ->
                new SpeakingCallers(engines.make(legs, listener), loop, random, watch);
    }

    @Override
    public Receipt execute(LegCommand command) {
        watch.accept(command);
        Receipt receipt = engine.execute(command);
        if (command instanceof LegCommand.StartRecording start
                && start.tracks().size() == 1
                && random.nextInt(SILENT_ONE_IN) != 0) {
            loop.schedule(
                    Duration.ofMillis(random.nextInt(LATEST_MS)), () -> speaksTo(start.sink()));
        }
        return receipt;
    }

    private void speaksTo(RecordingSink sink) {
        sink.audio(
                new HeardAudio()
                        .stamped(RecordingSink.CALLER, loop.nanos(), 0, 1)
                        .samples(HeardAudio.Law.A, WORD, 0, WORD.length));
    }

    @Override
    public Set<Capability> capabilities() {
        return engine.capabilities();
    }

    @Override
    public CompletionStage<List<String>> start() {
        return engine.start();
    }

    @Override
    public void stopAccepting() {
        engine.stopAccepting();
    }

    @Override
    public int legs() {
        return engine.legs();
    }

    @Override
    public List<EngineFigure> figures() {
        return engine.figures();
    }

    @Override
    public void close() {
        engine.close();
    }
}
