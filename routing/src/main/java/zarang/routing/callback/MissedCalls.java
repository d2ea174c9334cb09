package zarang.routing.callback;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.CallId;

/**
 * What is known of calls under way that may turn out to be missed: as many as calls, for each is
 * forgotten at its end. The stages fail while the store is away.
 */
interface MissedCalls {
    CompletionStage<?> note(CallId call, String text);

    CompletionStage<Optional<String>> noted(CallId call);

    CompletionStage<?> forget(CallId call);
}
