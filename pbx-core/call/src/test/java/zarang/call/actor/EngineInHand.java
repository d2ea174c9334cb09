package zarang.call.actor;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.call.engine.Capability;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.LegCommand;
import zarang.call.engine.Receipt;
import zarang.call.engine.TelephonyEngine;

/** An engine that hands every command on and does nothing. */
final class EngineInHand implements TelephonyEngine {
    private final Consumer<LegCommand> commands;

    /**
     * @param commands gets each
     */
    EngineInHand(Consumer<LegCommand> commands) {
        this.commands = commands;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.values());
    }

    @Override
    public CompletionStage<List<String>> start() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public Receipt execute(LegCommand command) {
        commands.accept(command);
        return Receipt.TAKEN;
    }

    @Override
    public void stopAccepting() {}

    @Override
    public int legs() {
        return 0;
    }

    @Override
    public List<EngineFigure> figures() {
        return List.of();
    }

    @Override
    public void close() {}
}
