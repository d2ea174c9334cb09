package zarang.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.trunks.TrunksAtWork;
import zarang.call.engine.TrunkStatus;

/** One carrier, which is there. */
final class OneTrunk implements TrunksAtWork {
    private static final TrunkStatus CARRIER =
            new TrunkStatus(
                    "carrier",
                    "sip:sip.provider.ir",
                    "up",
                    "registered",
                    "",
                    2,
                    30,
                    Map.of("answered", 7L));

    @Override
    public CompletionStage<List<TrunkStatus>> trunks() {
        return CompletableFuture.completedStage(List.of(CARRIER));
    }

    @Override
    public CompletionStage<List<TrunkStatus>> tested(String name) {
        return trunks();
    }
}
