package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.fact.UnreadableEntryException;

/**
 * Ends the calls that a dead node had open, as truthfully as the journal knows. Any thread; nothing
 * waits.
 *
 * <p>An answered call counts in the caller's favour: where the intent to answer was written and
 * nothing after it, the phone may have heard the 200, so it is a contact. A record that cannot be
 * read is set aside and keeps nobody else waiting.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int BATCH_MAX = 100;

    private final EntryStore store;
    private final EntryReader reader;
    private final JournalCodec codec = new JournalCodec();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final LongAdder aside = new LongAdder();

    Recovery(EntryStore store, EntryReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** The node's open calls. Those that cannot be read are left out. */
    CompletionStage<List<OpenCall>> openCalls(String node) {
        return store.lastAlive(node).thenCompose(alive -> read(node, alive, new ArrayList<>()));
    }

    /**
     * Ends the node's open calls; may be repeated.
     *
     * @param alive when the dead process was last heard of, ms; empty if it is not known
     */
    CompletionStage<List<OpenCall>> end(String node, String alive) {
        List<String> damaged = new ArrayList<>();
        return read(node, alive, damaged)
                .thenCompose(calls -> {
                    CompletionStage<?> done = CompletableFuture.completedStage(0L);
                    for (int i = 0; i < calls.size(); i += BATCH_MAX) {
                        List<SpooledEntry> ends =
                                calls.subList(i, Math.min(calls.size(), i + BATCH_MAX)).stream()
                                        .map(this::ended)
                                        .toList();
                        done =
                                done.thenCompose(before ->
                                        store.append(node, JournalStore.Stretch.NONE, ends));
                    }
                    for (String call : damaged) {
                        done = done.thenCompose(before -> setAside(node, call));
                    }
                    return done.thenApply(last -> calls);
                });
    }

    private CompletionStage<List<OpenCall>> read(String node, String alive, List<String> damaged) {
        String known = alive.matches("[0-9]{1,18}") ? alive : "";
        return store.openCalls(node).thenApply(all -> read(all, known, damaged));
    }

    private List<OpenCall> read(Map<String, String> all, String alive, List<String> damaged) {
        List<OpenCall> calls = new ArrayList<>();
        all.forEach((call, stored) -> {
            try {
                calls.add(OpenCall.read(mapper, call, stored, alive));
            } catch (UnreadableEntryException e) {
                damaged.add(call);
            }
        });
        calls.sort(Comparator.comparing(OpenCall::startedAt));
        return calls;
    }

    private SpooledEntry ended(OpenCall call) {
        try {
            return reader.fromSpool(new String(codec.encode(call.end()), UTF_8));
        } catch (UnreadableEntryException e) {
            throw new IllegalStateException("what was just written cannot be read", e);
        }
    }

    private CompletionStage<Long> setAside(String node, String call) {
        aside.increment();
        log.error(
                "journal.open-call-unreadable node={} key={journal}:aside; the call is not ended by"
                        + " Zarang: its record was set aside there, see what damaged it",
                node);
        return store.openAside(node, call, "cannot be read");
    }

    /** Records that were set aside since the start. */
    long aside() {
        return aside.sum();
    }
}
