package zarang.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.call.fact.Subject;
import zarang.journal.spool.Place;

/**
 * What {@code journal.lua} keeps in Redis, in memory: it passes the same {@link
 * EntryStoreContract}. One thread; outlives the processes that use it.
 */
final class StreamInMemory {
    private static final String INTENT = "answering";
    private static final Set<String> ANSWERED = Set.of(INTENT, "connected", "answered", "talking");

    /** An entry of the stream. */
    record Line(long sequence, String json, Instant at) {}

    private record Lease(String holder, Instant until) {}

    final List<Line> lines = new ArrayList<>();
    private final Map<String, GroupInMemory> groups = new HashMap<>();
    private final InstantSource clock;
    private final Map<Subject, Map<String, Long>> seen = new HashMap<>();
    private final Map<String, Map<String, OpenNote>> open = new HashMap<>();
    private final Map<String, String> sent = new HashMap<>();
    private final Map<String, Long> nodes = new LinkedHashMap<>();
    private final Map<String, String> incarnations = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();

    StreamInMemory(InstantSource clock) {
        this.clock = clock;
    }

    /** How far the consumer of that name is; at the beginning if nobody knows it. */
    GroupInMemory group(String name) {
        return groups.computeIfAbsent(name, n -> new GroupInMemory(this));
    }

    /** Entries that some consumer could not take yet, until the next process begins. */
    long parked() {
        return groups.values().stream().mapToLong(group -> group.parked.size()).sum();
    }

    JournalStore.Appended append(
            String node, JournalStore.Stretch stretch, List<SpooledEntry> entries) {
        String at = sent.getOrDefault(node, "");
        if (!stretch.from().isEmpty()
                && at.compareTo(stretch.from()) < 0
                && stretch.oldest().compareTo(stretch.from()) < 0) {
            return new JournalStore.Appended.Behind(Place.parse(at));
        }
        long added = entries.stream().filter(entry -> take(node, entry)).count();
        if (!stretch.to().isEmpty() && at.compareTo(stretch.to()) < 0) {
            sent.put(node, stretch.to());
        }
        return new JournalStore.Appended.Taken(added, 0);
    }

    private boolean take(String node, SpooledEntry entry) {
        Map<String, OpenNote> calls = open.computeIfAbsent(node, n -> new LinkedHashMap<>());
        if (entry.note().mark().equals(INTENT)) {
            track(calls, entry, new CallNote(INTENT, "", ""));
            return false;
        }
        Map<String, Long> numbers = seen.computeIfAbsent(entry.subject(), s -> new HashMap<>());
        if (numbers.containsKey(entry.id())) {
            return false;
        }
        long sequence = numbers.size() + 1L;
        numbers.put(entry.id(), sequence);
        lines.add(new Line(sequence, entry.line(), clock.instant()));
        if (entry.subject().isCall()) {
            track(calls, entry, entry.note());
        }
        return true;
    }

    private static void track(Map<String, OpenNote> calls, SpooledEntry entry, CallNote note) {
        String call = entry.subject().id();
        if (note.mark().equals("ends")) {
            calls.remove(call);
            return;
        }
        OpenNote known = calls.get(call);
        if (known == null) {
            if (!note.mark().equals("begins")) {
                return;
            }
            known = new OpenNote(entry.atMs());
            calls.put(call, known);
        }
        known.hear(note, entry.atMs(), ANSWERED.contains(note.mark()));
    }

    JournalStore.Alive alive(String node, String incarnation, Duration freeAfter) {
        long now = clock.millis();
        String holder = incarnations.get(node);
        String before = "";
        if (!incarnation.equals(holder)) {
            Long heard = nodes.get(node);
            long ago = Math.abs(now - (heard == null ? 0 : heard));
            if (holder != null && ago < freeAfter.toMillis()) {
                return new JournalStore.Alive(false, ago, "");
            }
            before = heard == null ? "" : Long.toString(heard);
        }
        nodes.put(node, now);
        incarnations.put(node, incarnation);
        return new JournalStore.Alive(true, now, before);
    }

    long free(String node, String incarnation) {
        incarnations.remove(node, incarnation);
        return 1;
    }

    Map<String, String> nodes() {
        Map<String, String> all = new LinkedHashMap<>();
        nodes.forEach((node, heard) -> all.put(node, Long.toString(heard)));
        return all;
    }

    Map<String, String> openCalls(String node) {
        Map<String, String> all = new LinkedHashMap<>();
        open.getOrDefault(node, Map.of()).forEach((call, note) -> all.put(call, note.json()));
        return all;
    }

    long openAside(String node, String call) {
        open.getOrDefault(node, new HashMap<>()).remove(call);
        return 1;
    }

    long forget(String node, String lastAlive) {
        if (!lastAlive.equals(nodes().get(node)) || !openCalls(node).isEmpty()) {
            return 0;
        }
        nodes.remove(node);
        incarnations.remove(node);
        sent.remove(node);
        return 1;
    }

    long lease(String name, String holder, Duration length) {
        Lease lease = leases.get(name);
        if (lease != null
                && !lease.holder().equals(holder)
                && lease.until().isAfter(clock.instant())) {
            return 0;
        }
        leases.put(name, new Lease(holder, clock.instant().plus(length)));
        return 1;
    }
}
