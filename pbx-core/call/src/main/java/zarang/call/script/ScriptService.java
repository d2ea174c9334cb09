package zarang.call.script;

import java.util.concurrent.CompletionStage;

/**
 * Somebody whom scripts ask by name: the members of the club; a calendar, an order, a bank may
 * follow. A new one is registered where Zarang is wired, and the call room does not change.
 */
@FunctionalInterface
public interface ScriptService {
    /**
     * Answers a question. Control loop; returns at once. The stage completes on any thread; one
     * that fails counts as {@link ServiceAnswer.Failed}. The one who asks keeps the time limit.
     */
    CompletionStage<ServiceAnswer> ask(ServiceQuestion question);
}
