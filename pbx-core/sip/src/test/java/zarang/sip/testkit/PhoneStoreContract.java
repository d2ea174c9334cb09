package zarang.sip.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zarang.sip.engine.PhoneStore;

/** What every store of phones must do: a later process finds what the newest word of each was. */
public abstract class PhoneStoreContract {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A process' view of the store; each of them sees the same. */
    protected abstract PhoneStore store();

    /** Lets what is under way go on. */
    protected abstract void settle();

    private void awaitKept(Map<String, String> wanted) {
        PhoneStore later = store();
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    settle();
                    assertThat(later.load(LIMIT).toCompletableFuture().join()).isEqualTo(wanted);
                });
    }

    @Test
    void aLaterProcessFindsTheNewestOfEachUser() {
        PhoneStore store = store();
        awaitKept(Map.of());
        store.put("2001", "a desk");
        store.put("2002", "a softphone");
        store.put("2001", "another desk");
        awaitKept(Map.of("2001", "another desk", "2002", "a softphone"));
        store.remove("2001");
        store.remove("nobody");
        store.put("2003", "a wall");
        store.remove("2003");
        awaitKept(Map.of("2002", "a softphone"));
    }
}
