package zarang.loyalty.points;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static zarang.loyalty.points.Club.get;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTimes;
import zarang.call.fact.Fact;
import zarang.call.fact.IvrInput;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.RepairNeededException;
import zarang.call.loop.RealTime;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.NewMember;
import zarang.loyalty.member.PhoneNumbers;
import zarang.redis.RedisAway;

@RealTime
class PointsForContactsIT {
    /** PE09: a telephone contact is worth two points. */
    private static final EarningRule CONTACT =
            new EarningRule("phone-contact", "call.ended", Points.of(2), ContactTerms.ANY);

    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

    private final Map<String, Fact> journal = new LinkedHashMap<>();
    private Club club;
    private PointsAccounts accounts;
    private Members members;
    private MemberId mina;
    private Instant now;

    @BeforeEach
    void open() throws Exception {
        club = new Club();
        accounts = new PointsAccounts(club.link);
        members =
                new Members(
                        club.link,
                        new PhoneNumbers("IR"),
                        ClubTiers.SHIPPED,
                        Instant::now,
                        new Random(3));
        mina = club.member("mina");
        now = Instant.now();
    }

    @AfterEach
    void close() throws Exception {
        club.close();
    }

    /** Where the consumer dies. */
    enum Killed {
        BEFORE_THE_AWARD,
        AFTER_THE_AWARD_WITHOUT_ITS_ANSWER,
        BEFORE_THE_JOURNAL,
        AFTER_THE_JOURNAL
    }

    @ParameterizedTest
    @EnumSource
    void aConsumerKilledAtAnyStepNeitherLosesNorDoublesPoints(Killed step) throws Exception {
        List<EarningRule> rules =
                List.of(
                        CONTACT,
                        new EarningRule("bonus", "call.ended", new Points(50), ContactTerms.ANY));
        GivenEntry ended = ended(Optional.of(mina), true);
        Function<Award, CompletionStage<AwardOutcome>> dying =
                award ->
                        switch (step) {
                            case BEFORE_THE_AWARD -> CompletableFuture.failedFuture(new Killing());
                            case AFTER_THE_AWARD_WITHOUT_ITS_ANSWER ->
                                    accounts.award(award)
                                            .thenCompose(done ->
                                                    CompletableFuture.failedFuture(new Killing()));
                            case BEFORE_THE_JOURNAL, AFTER_THE_JOURNAL -> accounts.award(award);
                        };
        Journal broken =
                entry -> {
                    if (step == Killed.AFTER_THE_JOURNAL) {
                        var _ = write(entry);
                    }
                    throw new Killing();
                };
        PointsForContacts killed =
                new PointsForContacts(number -> nobody(), dying, broken, rules, TEHRAN);
        assertThatThrownBy(() -> killed.accept(ended, 7)).isInstanceOf(Killing.class);
        PointsForContacts restarted =
                new PointsForContacts(members, accounts, this::write, rules, TEHRAN);
        restarted.accept(ended, 7);
        restarted.accept(ended, 7);

        assertThat(get(accounts.balance(mina)).available()).isEqualTo(new Points(250));
        assertThat(get(accounts.verify(mina))).isEmpty();
        assertThat(journal)
                .containsExactly(
                        Map.entry(
                                "points:call:" + call() + ":phone-contact",
                                new PointsAwarded(
                                        mina, "phone-contact", Points.of(2), Points.of(2))),
                        Map.entry(
                                "points:call:" + call() + ":bonus",
                                new PointsAwarded(mina, "bonus", new Points(50), new Points(250))));
    }

    @Test
    void onlyAnAnsweredContactOfAMemberCounts() throws Exception {
        PointsForContacts consumer = consumer();
        consumer.accept(ended(Optional.empty(), true), 1);
        consumer.accept(ended(Optional.of(mina), false), 1);
        consumer.accept(given("x", now, new IvrInput("menu", "1")), 1);
        assertThat(journal).isEmpty();
        assertThat(get(accounts.ledger(mina, 10))).isEmpty();
    }

    @Test
    void aMemberWhoIsGoneIsCountedAndPutAsideSoThatItHoldsUpNobody() {
        PointsForContacts consumer = consumer();
        GivenEntry ended = ended(Optional.of(new MemberId("gone")), true);
        assertThatThrownBy(() -> consumer.accept(ended, 1))
                .isInstanceOf(RepairNeededException.class)
                .hasMessageContaining("NO_SUCH_MEMBER");
        assertThat(consumer.counters().refused()).isEqualTo(1);
        assertThat(journal).isEmpty();
    }

    @Test
    void anAwardThatDamageHoldsUpIsMadeOnceItIsRepaired() throws Exception {
        PointsForContacts consumer = consumer();
        GivenEntry ended = ended(Optional.of(mina), true);
        club.link.async().set("{m:mina}:lots", "x").get();
        assertThatThrownBy(() -> consumer.accept(ended, 1))
                .isInstanceOf(RepairNeededException.class)
                .hasMessageContaining("DAMAGED");
        club.link.async().del("{m:mina}:lots").get();
        consumer.accept(ended, 1);
        assertThat(get(accounts.balance(mina)).available()).isEqualTo(Points.of(2));
        assertThat(journal).hasSize(1);
    }

    @Test
    void whatIsTooOldToCountIsDroppedForNoRepairHelps() throws Exception {
        PointsForContacts consumer = consumer();
        GivenEntry ended = ended(Optional.of(mina), true);
        consumer.accept(given("old", now.minus(Duration.ofDays(401)), ended.entry().fact()), 1);
        assertThat(consumer.counters().refused()).isEqualTo(1);
        assertThat(journal).isEmpty();
    }

    @Test
    void fiveCallsHungUpInTheGreetingEarnNothingAndAFifthRealOneIsOverTheDaysLimit()
            throws Exception {
        EarningRule rule =
                new EarningRule(
                        "phone-contact",
                        "call.ended",
                        Points.of(2),
                        new ContactTerms(
                                Duration.ofSeconds(5),
                                Duration.ZERO,
                                ContactTerms.ANY.results(),
                                4));
        PointsForContacts consumer =
                new PointsForContacts(members, accounts, this::write, List.of(rule), TEHRAN);
        for (int i = 0; i < 5; i++) {
            consumer.accept(contact(i, 300, now), 1);
        }
        assertThat(get(accounts.ledger(mina, 10))).isEmpty();
        // 20:29 and 20:31 UTC: on either side of midnight in Tehran
        Instant late = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofMinutes(211));
        for (int i = 5; i < 10; i++) {
            consumer.accept(contact(i, 60_000, late), 1);
        }
        assertThat(consumer.counters()).isEqualTo(new ContactCounters(4, 5, 1, 0));
        assertThat(get(accounts.balance(mina)).available()).isEqualTo(Points.of(8));
        consumer.accept(contact(10, 60_000, late.plus(Duration.ofMinutes(2))), 1);
        assertThat(get(accounts.balance(mina)).available())
                .as("a new day for the club")
                .isEqualTo(Points.of(10));
        consumer.accept(contact(9, 60_000, late), 1);
        assertThat(get(accounts.balance(mina)).available()).isEqualTo(Points.of(10));
        assertThat(journal).hasSize(5);
        assertThat(get(accounts.verify(mina))).isEmpty();
    }

    @Test
    void anEntryIsDoneOnlyOnceItsConsequenceIsOnDisk() throws Exception {
        CompletableFuture<JournalEntry> onDisk = new CompletableFuture<>();
        PointsForContacts consumer =
                new PointsForContacts(members, accounts, entry -> onDisk, List.of(CONTACT), TEHRAN);
        CompletableFuture<Void> done =
                CompletableFuture.runAsync(() -> {
                    try {
                        consumer.accept(ended(Optional.of(mina), true), 1);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        await().until(() -> get(accounts.balance(mina)).available().equals(Points.of(2)));
        assertThat(done).isNotDone();
        onDisk.complete(ended(Optional.of(mina), true).entry());
        done.get(5, SECONDS);
    }

    @Test
    void aConsequenceThatWasNotKeptLeavesTheEntryToBeDoneAgain() {
        EntryLostException full = new EntryLostException("the spool is full");
        PointsForContacts consumer =
                new PointsForContacts(
                        members,
                        accounts,
                        entry -> CompletableFuture.failedFuture(full),
                        List.of(CONTACT),
                        TEHRAN);
        assertThatThrownBy(() -> consumer.accept(ended(Optional.of(mina), true), 1)).isSameAs(full);
    }

    private GivenEntry contact(int n, long connectedMs, Instant at) {
        return new GivenEntry(
                new JournalEntry(
                        "ended-" + n,
                        CallId.next(now, new Random(n)),
                        at,
                        new CallEnded(
                                Optional.of(mina),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                new CallTermination(
                                        CallTermination.Result.ABANDONED_IN_SCRIPT,
                                        Party.CALLER,
                                        Cause.NORMAL_CLEARING,
                                        "caller hung up"),
                                new CallTimes(connectedMs + 50, connectedMs, 0, 0))));
    }

    @Test
    void whileRedisIsAwayTheEntryIsNotDone() throws Exception {
        GivenEntry ended = ended(Optional.of(mina), true);
        club.link.close();
        assertThatThrownBy(() -> consumer().accept(ended, 1)).isInstanceOf(RedisAway.class);
        assertThat(journal).isEmpty();
        new PointsForContacts(
                        members,
                        new PointsAccounts(club.other),
                        this::write,
                        List.of(CONTACT),
                        TEHRAN)
                .accept(ended, 1);
        assertThat(journal).hasSize(1);
    }

    @Test
    void aMemberWhomTheCallCouldNotIdentifyInTimeIsFoundByTheNumberAfterwards() throws Exception {
        PhoneNumber number = members.parse("09121234567").orElseThrow();
        AddOutcome added = get(members.add(new NewMember(number, "", Tier.BRONZE)));
        MemberId id = ((AddOutcome.Added) added).id();
        PointsForContacts consumer = consumer();
        consumer.accept(ended(Optional.empty(), Optional.of(number), true), 1);
        consumer.accept(ended(Optional.of(id), Optional.of(number), true), 1);
        assertThat(get(members.show(number)).orElseThrow().member().points())
                .isEqualTo(Points.of(2));

        club.link.async().del("{m:" + id + "}").get();
        assertThatThrownBy(() ->
                        consumer.accept(ended(Optional.empty(), Optional.of(number), true), 1))
                .isInstanceOf(RepairNeededException.class);
        assertThat(consumer.counters().refused()).isEqualTo(1);
        PhoneNumber stranger = members.parse("09121234568").orElseThrow();
        consumer.accept(ended(Optional.empty(), Optional.of(stranger), true), 1);
        assertThat(journal).hasSize(1);
    }

    private static CompletionStage<Optional<ClubMember>> nobody() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private PointsForContacts consumer() {
        return new PointsForContacts(members, accounts, this::write, List.of(CONTACT), TEHRAN);
    }

    /** As the journal does: a second entry with an id changes nothing; but it must say the same. */
    private CompletionStage<JournalEntry> write(JournalEntry entry) {
        Fact before = journal.putIfAbsent(entry.id(), entry.fact());
        assertThat(entry.id()).hasSizeLessThanOrEqualTo(100);
        assertThat(before == null || before.equals(entry.fact())).isTrue();
        return CompletableFuture.completedFuture(entry);
    }

    private GivenEntry ended(Optional<MemberId> member, boolean answered) {
        return ended(member, Optional.empty(), answered);
    }

    private GivenEntry ended(
            Optional<MemberId> member, Optional<PhoneNumber> caller, boolean answered) {
        CallTermination termination =
                new CallTermination(
                        CallTermination.Result.SERVED,
                        Party.CALLER,
                        Cause.NORMAL_CLEARING,
                        "caller hung up");
        return given(
                "ended",
                now,
                new CallEnded(
                        member,
                        caller,
                        Optional.empty(),
                        answered,
                        termination,
                        new CallTimes(9, 9, 5, 0)));
    }

    private GivenEntry given(String id, Instant at, Fact fact) {
        return new GivenEntry(new JournalEntry(id, call(), at, fact));
    }

    private CallId call() {
        return CallId.next(now, new Random(1));
    }

    private static final class Killing extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
