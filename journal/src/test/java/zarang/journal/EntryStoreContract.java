package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.MemberId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.CallAnswering;
import zarang.call.fact.CallConnected;
import zarang.call.fact.Fact;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.journal.spool.Place;

/** What every store of entries must do. */
abstract class EntryStoreContract {
    private static final Duration DAY = Duration.ofDays(1);

    private final CallId call = Calls.id();
    private EntryStore store;

    /** A store that was empty when the test began. */
    abstract EntryStore store();

    /** The stream: of each entry its number and, behind a space, its text. */
    abstract List<String> stream();

    @BeforeEach
    void anEmptyStore() {
        store = store();
    }

    private static SpooledEntry entry(JournalEntry entry) {
        try {
            return new EntryReader(Calls.TYPES)
                    .fromSpool(new String(new JournalCodec().encode(entry), UTF_8));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private SpooledEntry nth(int n) {
        return entry(Calls.entry(call, n));
    }

    private SpooledEntry fact(int n, Fact fact) {
        return entry(Calls.entry(call, n, fact));
    }

    private JournalStore.Appended append(SpooledEntry... entries) throws Exception {
        return of(store.append("n1", JournalStore.Stretch.NONE, List.of(entries)));
    }

    private OpenCall open() throws Exception {
        String stored = of(store.openCalls("n1")).getOrDefault(call.value(), "none");
        return OpenCall.read(JsonMapper.builder().build(), call.value(), stored, "");
    }

    @Test
    void entriesGetTheNextNumberOfTheirSubject() throws Exception {
        CallId other = Calls.id();
        assertThat(append(nth(1), entry(Calls.entry(other, 1)), nth(2)))
                .isEqualTo(new JournalStore.Appended.Taken(3, 0));
        assertThat(append(nth(3))).isEqualTo(new JournalStore.Appended.Taken(1, 0));
        assertThat(stream())
                .containsExactly(
                        "1 " + nth(1).line(),
                        "1 " + entry(Calls.entry(other, 1)).line(),
                        "2 " + nth(2).line(),
                        "3 " + nth(3).line());
    }

    @Test
    void anEntryThatIsKnownChangesNothing() throws Exception {
        append(nth(1), nth(2));
        assertThat(append(nth(1), nth(2), nth(3))).isEqualTo(new JournalStore.Appended.Taken(1, 0));
        assertThat(stream()).hasSize(3);
    }

    @Test
    void anAgentsEntriesAreNumberedTooAndOpenNoCall() throws Exception {
        Subject agent = Subject.of(new AgentId("2001"));
        append(
                entry(new JournalEntry("a1", agent, Calls.START, new CallConnected())),
                entry(new JournalEntry("a2", agent, Calls.START, new CallConnected())),
                entry(new JournalEntry("a1", agent, Calls.START, new CallConnected())));
        assertThat(stream().stream().map(line -> line.substring(0, 2))).containsExactly("1 ", "2 ");
        assertThat(of(store.openCalls("n1"))).isEmpty();
    }

    @Test
    void theIntentToAnswerIsKnownOfTheOpenCallAndTheStreamNeverSeesIt() throws Exception {
        append(nth(1));
        assertThat(open().answered()).isFalse();
        append(fact(2, new CallAnswering()));
        assertThat(open().answered()).isTrue();
        assertThat(open().connectedSince()).isEmpty();
        assertThat(stream()).hasSize(1);
    }

    @Test
    void anOpenCallIsKnownByWhatWasSaidOfIt() throws Exception {
        append(nth(1), fact(3, Calls.identified()), fact(4, new CallConnected()));
        append(
                fact(5, new QueueJoined(new QueueName("sales"), Tier.GOLD, 1, Optional.empty())),
                fact(6, Calls.answered()));
        append(fact(4, new CallConnected()));
        OpenCall known = open();
        assertThat(known.startedAt()).isEqualTo(Calls.START.plusSeconds(1));
        assertThat(known.lastAt()).isEqualTo(Calls.START.plusSeconds(6));
        assertThat(known.member()).contains(new MemberId("m1"));
        assertThat(known.caller()).contains(Calls.NUMBER);
        assertThat(known.answered()).isTrue();
        assertThat(known.connectedSince()).isEqualTo(Optional.of(Calls.START.plusSeconds(4)));
        assertThat(known.talkingSince()).isEqualTo(Optional.of(Calls.START.plusSeconds(6)));
    }

    @Test
    void aCallIsOpenFromItsBeginningToItsEnd() throws Exception {
        append(fact(2, new CallConnected()));
        assertThat(of(store.openCalls("n1"))).as("not begun").isEmpty();
        append(nth(1));
        assertThat(of(store.openCalls("n1"))).containsOnlyKeys(call.value());
        assertThat(of(store.openCalls("n2"))).as("of another node").isEmpty();
        append(fact(9, Calls.ended()));
        append(fact(10, new CallConnected()));
        assertThat(of(store.openCalls("n1"))).as("ended").isEmpty();
    }

    @Test
    void aStoreThatHasNotAllThatWasSentSaysHowFarItIs() throws Exception {
        Place oldest = new Place(5, 0);
        Place first = new Place(5, 100);
        Place second = new Place(5, 200);
        append(JournalStore.Stretch.of(oldest, first, oldest), nth(1));
        assertThat(append(JournalStore.Stretch.of(second, new Place(5, 300), oldest), nth(3)))
                .isEqualTo(new JournalStore.Appended.Behind(first));
        assertThat(stream()).as("nothing was taken").hasSize(1);
        assertThat(append(JournalStore.Stretch.of(first, second, oldest), nth(2)))
                .isInstanceOf(JournalStore.Appended.Taken.class);
        assertThat(append(JournalStore.Stretch.of(oldest, first, oldest), nth(1)))
                .as("sent again")
                .isEqualTo(new JournalStore.Appended.Taken(0, 0));
        assertThat(append(JournalStore.Stretch.of(second, new Place(5, 300), second), nth(3)))
                .isInstanceOf(JournalStore.Appended.Taken.class);
    }

    @Test
    void whatCannotBeSentAgainIsTakenAllTheSame() throws Exception {
        Place kept = new Place(7, 100);
        assertThat(append(JournalStore.Stretch.of(kept, new Place(7, 200), kept), nth(5)))
                .isEqualTo(new JournalStore.Appended.Taken(1, 0));
    }

    private JournalStore.Appended append(JournalStore.Stretch stretch, SpooledEntry entry)
            throws Exception {
        return of(store.append("n1", stretch, List.of(entry)));
    }

    @Test
    void aNameIsOneLivingProcessAtATime() throws Exception {
        assertThat(of(store.alive("n1", "one", DAY)).ours()).isTrue();
        assertThat(of(store.alive("n1", "one", DAY)).before()).as("itself").isEmpty();
        assertThat(of(store.alive("n1", "two", DAY)).ours()).isFalse();
        JournalStore.Alive next = of(store.alive("n1", "two", Duration.ZERO));
        assertThat(next.ours()).isTrue();
        assertThat(next.before()).as("when the one before was heard of").matches("[0-9]{13}");
        assertThat(of(store.lastAlive("n1"))).isEqualTo(of(store.nodes()).get("n1"));
    }

    @Test
    void whoComesAfterAProcessThatEndedInOrderNeedNotWait() throws Exception {
        of(store.alive("n1", "one", DAY));
        of(store.free("n1", "two"));
        assertThat(of(store.alive("n1", "two", DAY)).ours()).isFalse();
        of(store.free("n1", "one"));
        assertThat(of(store.alive("n1", "two", DAY)).ours()).isTrue();
    }

    @Test
    void aNodeIsForgottenOnceItIsSilentAndHasNoOpenCall() throws Exception {
        of(store.alive("n1", "one", DAY));
        append(nth(1));
        String heard = of(store.lastAlive("n1"));
        assertThat(of(store.forget("n1", heard))).as("a call is open").isZero();
        of(store.openAside("n1", call.value(), "cannot be read"));
        assertThat(of(store.forget("n1", "1"))).as("heard of since").isZero();
        assertThat(of(store.forget("n1", heard))).isEqualTo(1);
        assertThat(of(store.nodes())).isEmpty();
    }

    @Test
    void aLeaseIsOnes() throws Exception {
        assertThat(of(store.lease("adopt:n2", "one", DAY))).isEqualTo(1);
        assertThat(of(store.lease("adopt:n2", "one", DAY))).as("renewed").isEqualTo(1);
        assertThat(of(store.lease("adopt:n2", "two", DAY))).isZero();
        assertThat(of(store.lease("adopt:n3", "two", DAY))).isEqualTo(1);
    }

    static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(5, SECONDS);
    }
}
