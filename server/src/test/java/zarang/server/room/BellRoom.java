package zarang.server.room;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import zarang.api.route.Answer;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallStarted;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.meter.Meters;

/**
 * A room that nobody in the house knows: it rings a bell for each call that comes, tells so, and
 * counts what the journal gives back.
 */
public final class BellRoom implements Room {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final Key<Integer> RINGS =
            TABLE.of("bell.rings", Kind.whole(1, 9), "3", "How often the bell rings for a call.");

    /** The bell rang. About the call. */
    record BellRang(long times) implements Fact {
        static final FactType<BellRang> TYPE =
                FactType.of(
                        "bell.rang", BellRang.class, from -> new BellRang(from.number("times")));

        @Override
        public FactType<BellRang> type() {
            return TYPE;
        }

        @Override
        public void write(FactWriter to) {
            to.number("times", times);
        }
    }

    @Override
    public List<KeyTable> keys() {
        return List.of(TABLE);
    }

    @Override
    public List<FactType<?>> facts() {
        return List.of(BellRang.TYPE);
    }

    @Override
    public Opening read(ConfigReader reading) {
        int rings = reading.value(RINGS);
        return host -> new Open(rings, host, new AtomicLong());
    }

    private record Open(int rings, RoomHost host, AtomicLong heard) implements OpenRoom {
        @Override
        public List<Meters> meters() {
            return List.of(board ->
                    board.counter("zarang_bell_rings_total", "Rings of the bell", heard::get));
        }

        @Override
        public List<CallWatcher> watchers() {
            return List.of(new Ringing(this));
        }

        @Override
        public List<JournalConsumer> consumers() {
            return List.of(new Listening(heard));
        }

        @Override
        public List<Operation> operations() {
            return List.of(
                    Operation.get(
                            "/api/v1/bell",
                            Scope.AGENTS_READ,
                            asked -> Answer.ok(new Rings(heard.get())).now()));
        }
    }

    record Rings(long rings) {}

    /** Rings for each call. */
    private record Ringing(Open room) implements CallWatcher {
        @Override
        public void fact(JournalEntry entry) {
            if (entry.fact() instanceof CallStarted) {
                RoomHost host = room.host();
                host.journal()
                        .append(
                                new JournalEntry(
                                        entry.id() + "-bell",
                                        entry.subject(),
                                        host.loop().instant(),
                                        new BellRang(room.rings())));
            }
        }

        @Override
        public void leg(CallId call, LegEvent event) {}

        @Override
        public void ended(CallId call, CallTermination termination) {}

        @Override
        public void answeredUnsecured(CallId call, String reason) {}

        @Override
        public void stray(LegEvent event) {}

        @Override
        public void refused(LegEvent.Arrived arrival, Cause cause) {}

        @Override
        public void broken(CallId call, Throwable failure) {}
    }

    /** Hears of it from the journal. */
    private record Listening(AtomicLong heard) implements JournalConsumer {
        @Override
        public String name() {
            return "bell";
        }

        @Override
        public void accept(StoredEntry entry, long sequence) throws UnreadableEntryException {
            Optional<BellRang> rang = entry.as(BellRang.TYPE);
            rang.ifPresent(fact -> heard.addAndGet(fact.times()));
        }
    }
}
