package zarang.sip.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.sip.engine.PhoneStore;
import zarang.testkit.StoreAnswers;

class PhonesInMemoryTest extends PhoneStoreContract {
    private final VirtualLoop loop = new VirtualLoop();
    private final Map<String, String> kept = new HashMap<>();

    /** Away until it is told otherwise. */
    private static final class Away implements StoreAnswers {
        boolean back;

        @Override
        public <T> CompletionStage<T> to(Supplier<T> effect) {
            return back
                    ? CompletableFuture.completedStage(effect.get())
                    : CompletableFuture.failedStage(new IllegalStateException("away"));
        }
    }

    @Override
    protected PhoneStore store() {
        return new PhonesInMemory(kept, loop, StoreAnswers.AT_ONCE, found -> {});
    }

    @Override
    protected void settle() {
        loop.settle();
    }

    @Test
    void whatIsSaidWhileItIsAwayIsKeptWhenItIsBack() {
        Away away = new Away();
        PhoneStore store = new PhonesInMemory(kept, loop, away, found -> {});
        store.put("2001", "a desk");
        store.put("2001", "another desk");
        assertThat(kept).isEmpty();
        away.back = true;
        loop.advance(Duration.ofSeconds(1));
        assertThat(kept).isEqualTo(Map.of("2001", "another desk"));
    }
}
