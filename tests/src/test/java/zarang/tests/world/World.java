package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Subject;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.delivery.SteppedDeliveries;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.journal.SteppedJournal;
import zarang.loyalty.points.Award;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.place.PlacesInMemory;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.Lease;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.testkit.MemoryNet;

/**
 * Callers' and agents' phones, a server that dies at times and comes back, and what outlives it:
 * its disk, the stream, leases, accounts, what is to be delivered. The network loses, doubles,
 * delays and reorders datagrams, stores are late and away at times. One clock, one seed.
 */
final class World {
    static final String HOST = "10.0.0.1";
    static final int CALLERS = 6;

    static final QueueName SALES = new QueueName("sales");
    private static final Duration AFTER_WRAP_UP = Duration.ofSeconds(6);
    private static final Duration LEASE_MAX = Duration.ofMinutes(1);
    private static final int LOSS_MAX_PERCENT = 12;
    private static final int DEATHS_MAX = 2;
    private static final int LIFE_MAX = 4_000;
    private static final int DISK_FULL_ONE_IN = 30;
    private static final int SUPERVISES_ONE_IN = 10;
    private static final int AWAY_MAX_MS = 8_000;
    private static final int RECORDED_ONE_IN = 8;
    private static final int SHORT_WAIT_ONE_IN = 3;

    /** Who was missed long ago is looked for every 10 min, also by who is closed: once more. */
    private static final Duration LAST_LOOK = Duration.ofMinutes(11);

    private static final Duration SHORT_WAIT = Duration.ofSeconds(45);

    final VirtualLoop loop = new VirtualLoop();
    final Random random;
    final MemoryNet net;
    final FloorSettings floor;
    final FlowCatalogue scripts = WorldScripts.catalogue();
    final WorldFacts facts = new WorldFacts();
    final WorldStatistics statistics = new WorldStatistics(loop.instant());
    final WorldClub club = new WorldClub(CALLERS);
    final InMemoryReservations.Store leases = new InMemoryReservations.Store();
    final PlacesInMemory.Kept places = new PlacesInMemory.Kept(loop);
    final Map<String, String> phones = new HashMap<>();

    /** In some seeds talks are recorded: that costs as much as all else. */
    final Optional<WorldRecordings> recordings;

    final WorldPlaces callersPlaces = new WorldPlaces(loop);
    private int runs;

    final WorldAgents agents;
    final WorldCarriers carriers;
    final WorldCallbacks callbacks;

    /** How often each method was asked of the server. */
    final Map<String, Long> asked = new HashMap<>();

    final SteppedDeliveries.Kept outbox = new SteppedDeliveries.Kept();
    final SteppedJournal.Kept journal;
    final WorldReceiver receiver;

    /** Whether stores are away and the disk is full at times. */
    final boolean rough;

    private final List<WorldPhone> callers;
    private int deathsLeft;
    private int deaths;
    private int unsecured;
    private int phonesBack;
    private @Nullable WorldProcess process;

    /**
     * @param folder for the lock of the spool, and recordings
     */
    World(long seed, Path folder) {
        random = new Random(seed);
        net = new MemoryNet(loop, random, random.nextInt(LOSS_MAX_PERCENT));
        rough = random.nextInt(3) == 0;
        floor = floor(random.nextInt(SHORT_WAIT_ONE_IN) == 0);
        deathsLeft = random.nextInt(DEATHS_MAX + 1);
        journal = new SteppedJournal.Kept(folder, loop);
        receiver = new WorldReceiver(loop, random);
        recordings =
                random.nextInt(RECORDED_ONE_IN) == 0
                        ? Optional.of(new WorldRecordings(folder.resolve("recordings")))
                        : Optional.empty();
        agents = new WorldAgents(this);
        carriers = new WorldCarriers(this);
        callbacks = new WorldCallbacks(this);
        process = begin();
        loop.settle();
        callers =
                IntStream.range(0, CALLERS)
                        .mapToObj(i ->
                                new WorldPhone(
                                        this,
                                        "10.0.1." + (i + 1),
                                        WorldClub.number(i),
                                        new AnswerPolicy.LetRing()))
                        .toList();
        agents.come();
    }

    static String secret(String user) {
        return "pw-" + user;
    }

    /** Nobody starts a server before there is room on its disk. */
    private WorldProcess begin() {
        journal.room(Long.MAX_VALUE);
        boolean dies = deathsLeft > 0;
        deathsLeft -= dies ? 1 : 0;
        return new WorldProcess(
                this, new Fate(dies ? random.nextInt(LIFE_MAX) : Long.MAX_VALUE, this::died));
    }

    /**
     * In the middle of something that it does; the message that it is in goes on without effect.
     */
    private void died() {
        loop.post(() -> {
            bury();
            loop.schedule(
                    Duration.ofMillis(random.nextInt(AWAY_MAX_MS)),
                    () -> process = process == null ? begin() : process);
        });
    }

    private void bury() {
        WorldProcess dead = process;
        if (dead != null) {
            unsecured += dead.unsecured();
            phonesBack += dead.phonesBack();
            deaths++;
            dead.bury();
            facts.processDied();
            callbacks.processDied();
            callersPlaces.processDied();
            process = null;
        }
    }

    /**
     * @param isShort whether nobody waits for long
     */
    private static FloorSettings floor(boolean isShort) {
        List<AgentSettings> agents = new ArrayList<>();
        for (int i = 0; i < WorldAgents.COUNT; i++) {
            agents.add(agent(i));
        }
        return new FloorSettings(
                List.of(sales(isShort ? SHORT_WAIT : Duration.ofMinutes(30))),
                agents,
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    private static QueueSettings sales(Duration maxWait) {
        QueueSettings usual = QueueSettings.defaults(SALES);
        return new QueueSettings(
                SALES,
                usual.ringTimeout(),
                usual.wrapUp(),
                maxWait,
                usual.size(),
                usual.hardCap(),
                usual.joinWhenEmpty(),
                usual.serviceTarget(),
                usual.shortAbandon(),
                usual.distribution(),
                usual.intake(),
                usual.regain(),
                WorldCallbacks.RULE,
                usual.recorded());
    }

    private static AgentSettings agent(int number) {
        return new AgentSettings(
                new AgentId(WorldAgents.name(number)), "", List.of(SALES), Optional.empty());
    }

    /** Somebody does something; then time passes. */
    void step() {
        WorldPhone caller = callers.get(random.nextInt(CALLERS));
        switch (random.nextInt(28)) {
            case 0, 1, 2 -> caller.call(WorldScripts.HOTLINE);
            case 3, 4 -> caller.call(WorldScripts.DESK);
            case 5 -> caller.sip.hangUp();
            case 6, 7 -> caller.sip.pressByInfo("12#*".charAt(random.nextInt(4)));
            case 8 -> caller.press("12#");
            case 9 -> carriers.step();
            case 24, 25 -> caller.call(WorldScripts.LINE);
            case 26, 27 -> callers.forEach(each -> each.sip.pressByInfo('1'));
            case 10, 11, 12 -> agents.referrer().step();
            default -> agents.step();
        }
        if (process != null && random.nextInt(SUPERVISES_ONE_IN) == 0) {
            process.supervises();
        }
        if (rough && random.nextInt(DISK_FULL_ONE_IN) == 0) {
            journal.room(0);
            loop.schedule(
                    Duration.ofMillis(random.nextInt(AWAY_MAX_MS)),
                    () -> journal.room(Long.MAX_VALUE));
        }
        loop.advance(Duration.ofMillis(random.nextInt(8_000)));
        assertNobodyWaitsForNothing();
    }

    private void assertNobodyWaitsForNothing() {
        loop.settle();
        if (process != null) {
            process.assertNobodyWaitsForNothing();
        }
    }

    /** Everybody hangs up and goes home; then nothing is left and all is told. */
    void end() {
        deathsLeft = 0;
        if (process == null) {
            loop.advance(Duration.ofMillis(AWAY_MAX_MS));
        }
        WorldProcess last = living();
        last.calm();
        receiver.mend();
        callers.forEach(caller -> caller.sip.hangUp());
        agents.goHome();
        carriers.goHome();
        assertLeasesAreGivenBack(last);
        loop.advance(Duration.ofMinutes(10));
        assertNobodyWaitsForNothing();
        last.assertNothingIsLeft();
        assertThat(callers).as("callers' sessions").allMatch(phone -> phone.sip.sessions() == 0);
        assertThat(agents.phones())
                .as("agents' sessions")
                .allMatch(phone -> phone.sip.sessions() == 0);
        assertThat(agents.referrer().sessions() + carriers.sessions())
                .as("sessions of whoever refers and behind the carriers")
                .isZero();
        unsecured += last.unsecured();
        phonesBack += last.phonesBack();
        assertNothingIsKept();
        last = restartedIfParked(last);
        assertThat(last.isTold()).as("everything is told").isTrue();
        assertAllIsTold();
        recordings.ifPresent(all -> all.assertWhole(facts));
        last.close();
        loop.advance(LAST_LOOK);
        assertThat(loop.pendingTimers()).as("timers").isZero();
    }

    /** Tells the processes apart that bear one name. */
    String nextRun() {
        return Integer.toString(++runs);
    }

    /** Nobody waits and nobody is registered: what was to outlive a process is gone with them. */
    private void assertNothingIsKept() {
        assertThat(phones).as("phones that are kept").isEmpty();
        assertThat(places.isEmpty()).as("no places are kept").isTrue();
    }

    /** What a consumer could not take while the disk was full for long comes at the next start. */
    private WorldProcess restartedIfParked(WorldProcess last) {
        if (journal.parked() == 0) {
            return last;
        }
        last.close();
        WorldProcess next = begin();
        next.calm();
        loop.advance(Duration.ofMinutes(1));
        assertThat(journal.parked()).as("parked after a restart").isZero();
        return next;
    }

    private WorldProcess living() {
        WorldProcess now = process;
        if (now == null) {
            throw new AssertionError("the server did not come back");
        }
        return now;
    }

    /** Soon after the last call, before a lease that was forgotten would end by itself. */
    private void assertLeasesAreGivenBack(WorldProcess last) {
        for (int second = 0; second < 600 && last.calls() > 0; second++) {
            loop.advance(Duration.ofSeconds(1));
        }
        // what a dead process held, and a release that was lost in an outage, lapses
        boolean lapses = rough || deaths > 0;
        loop.advance(lapses ? AFTER_WRAP_UP.plus(LEASE_MAX) : AFTER_WRAP_UP);
        InMemoryReservations other = new InMemoryReservations(leases, "n2");
        for (int i = 0; i < WorldAgents.COUNT; i++) {
            assertThat(
                            other.reserve(
                                    new AgentId(WorldAgents.name(i)),
                                    new OfferId("n2-1"),
                                    Duration.ofSeconds(1),
                                    loop.instant()))
                    .as("the lease of agent %s", WorldAgents.name(i))
                    .isCompletedWithValueMatching(Lease.Held.class::isInstance);
        }
    }

    private void assertAllIsTold() {
        facts.assertWhole();
        statistics.assertAgree(loop, facts.told());
        callbacks.assertWhole(facts.told());
        assertPointsAreGivenOnce();
        assertTheCrmKnows();
        assertWhoHeardTheAnswerIsAContact();
    }

    private void assertPointsAreGivenOnce() {
        List<String> events = new ArrayList<>();
        int contacts = 0;
        Map<Subject, CallEnded> ends = facts.ends();
        for (Map.Entry<Subject, CallEnded> end : ends.entrySet()) {
            CallEnded ended = end.getValue();
            boolean earns =
                    ended.answered()
                            && (ended.member().isPresent()
                                    || club.member(ended.caller()).isPresent());
            if (earns) {
                events.add("call:" + end.getKey().id() + ":contact");
            }
            assertThat(facts.points(end.getKey()))
                    .as("points said of %s", end.getKey())
                    .hasSizeBetween(earns ? 1 : 0, earns ? 2 : 0);
            contacts += facts.points(end.getKey()).size();
        }
        List<Award> ledger =
                club.members.values().stream()
                        .flatMap(member -> club.accounts.ledger(member.id()).stream())
                        .toList();
        assertThat(ledger.stream().filter(a -> a.rule().equals("contact")).map(Award::event))
                .as("contacts that earned")
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(contacts).as("points that were said to be given").isEqualTo(ledger.size());
        club.members
                .values()
                .forEach(member -> {
                    List<Award> own = club.accounts.ledger(member.id());
                    long all = own.stream().filter(a -> a.rule().equals("contact")).count();
                    assertThat(own.stream().filter(a -> a.rule().equals("daily")).count())
                            .as("of %s contacts on a day", all)
                            .isEqualTo(Math.min(all, WorldClub.PER_DAY));
                });
    }

    private void assertTheCrmKnows() {
        assertThat(outbox.dead()).as("given up").isEmpty();
        facts.told()
                .forEach((subject, entries) -> {
                    List<Long> wanted = new ArrayList<>();
                    for (int i = 0; i < entries.size(); i++) {
                        if (entries.get(i).type().isToldUnasked()) {
                            wanted.add(i + 1L);
                        }
                    }
                    assertThat(receiver.orders(subject.toString()))
                            .as("what the CRM knows of %s", subject)
                            .isEqualTo(wanted);
                });
    }

    private void assertWhoHeardTheAnswerIsAContact() {
        long heard = 0;
        long contacts = 0;
        for (WorldPhone caller : callers) {
            heard += caller.heard.stream().filter(PhoneEvent.Answered.class::isInstance).count();
        }
        for (CallEnded ended : facts.ends().values()) {
            contacts += ended.answered() ? 1 : 0;
        }
        assertThat(heard)
                .as("callers who heard an answer")
                .isLessThanOrEqualTo(contacts + unsecured);
    }

    /** How often the server died. */
    int deaths() {
        return deaths;
    }

    /** How many phones were there again without a word of their own. */
    int phonesBack() {
        return phonesBack;
    }

    int callsEnded() {
        return facts.ends().size();
    }
}
