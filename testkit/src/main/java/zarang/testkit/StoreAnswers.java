package zarang.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * When and whether a store in memory answers. A world lets it be late, fail before or after it did
 * what it was asked, or fall silent.
 */
public interface StoreAnswers {
    /** Everything is done and answered at once. */
    StoreAnswers AT_ONCE =
            new StoreAnswers() {
                @Override
                public <T> CompletionStage<T> to(Supplier<T> effect) {
                    return CompletableFuture.completedStage(effect.get());
                }
            };

    /**
     * Asks the store.
     *
     * @param effect what the store does and says; run once at most
     */
    <T> CompletionStage<T> to(Supplier<T> effect);
}
