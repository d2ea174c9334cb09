package zarang.loyalty.points;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static zarang.loyalty.points.Club.get;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.loop.RealTime;

@RealTime
class PointsAccountsIT {
    private Club club;
    private PointsAccounts accounts;
    private Instant now;

    @BeforeEach
    void open() throws Exception {
        club = new Club();
        accounts = new PointsAccounts(club.link);
        now = Instant.now();
    }

    @AfterEach
    void close() throws Exception {
        club.close();
    }

    @Test
    void anAwardIsOnTheAccountInTheLedgerAndCountsOnce() throws Exception {
        MemberId mina = club.member("mina");
        AwardOutcome first = get(accounts.award(award(mina, "call:1:contact", 200)));
        assertThat(first).isInstanceOf(AwardOutcome.Awarded.class);
        String entry = ((AwardOutcome.Awarded) first).entry();
        get(accounts.award(award(mina, "call:2:contact", 150)));
        assertThat(get(accounts.award(award(mina, "call:1:contact", 999))))
                .isEqualTo(new AwardOutcome.AlreadyAwarded(entry, Points.of(2), Points.of(2)));
        assertThat(get(accounts.balance(mina)))
                .isEqualTo(new Balance(new Points(350), Points.ZERO, Points.ZERO));
        List<LedgerEntry> ledger = get(accounts.ledger(mina, 10));
        assertThat(ledger)
                .extracting(LedgerEntry::event)
                .containsExactly("call:2:contact", "call:1:contact");
        assertThat(ledger.getLast().id()).isEqualTo(entry);
        assertThat(ledger.getLast().at().toEpochMilli()).isEqualTo(now.toEpochMilli());
        assertThat(get(accounts.ledger(mina, 1))).hasSize(1);
        assertThat(get(accounts.verify(mina))).isEmpty();
    }

    @Test
    void whatCannotBeAwardedIsRefusedAndChangesNothing() throws Exception {
        MemberId mina = club.member("mina");
        MemberId nobody = new MemberId("nobody");
        assertThat(get(accounts.award(award(nobody, "e", 1))))
                .isEqualTo(refused(AwardOutcome.Reason.NO_SUCH_MEMBER));
        Award old = new Award(mina, "e", "contact", Points.of(2), now.minus(Duration.ofDays(401)));
        assertThat(get(accounts.award(old))).isEqualTo(refused(AwardOutcome.Reason.TOO_OLD));
        get(accounts.award(award(mina, "all", (1L << 53) - 1)));
        assertThat(get(accounts.award(award(mina, "one more", 1))))
                .isEqualTo(refused(AwardOutcome.Reason.OVER_LIMIT));
        assertThat(get(accounts.balance(mina)).available().hundredths()).isEqualTo((1L << 53) - 1);
        assertThat(get(accounts.verify(mina))).isEmpty();

        MemberId ali = club.member("ali");
        club.link.async().set("{m:ali}:seen", "rubbish").get(5, SECONDS);
        assertThat(get(accounts.award(award(ali, "e", 1))))
                .isEqualTo(refused(AwardOutcome.Reason.DAMAGED));
        assertThat(get(accounts.balance(ali)).available()).isEqualTo(Points.ZERO);
        assertThat(get(accounts.ledger(ali, 10))).isEmpty();
    }

    @Test
    void verifyNamesEveryKindOfDamage() throws Exception {
        MemberId mina = club.member("mina");
        get(accounts.award(award(mina, "e", 200)));
        club.link.async().hset("{m:mina}:account", "available", "300").get(5, SECONDS);
        assertThat(get(accounts.verify(mina)))
                .containsExactlyInAnyOrder(
                        "sum of the ledger is 200, expected 300",
                        "sum of the lots is 200, expected 300");
        club.link
                .async()
                .hset("{m:mina}:account", Map.of("available", "200", "held", "-5"))
                .get(5, SECONDS);
        assertThat(get(accounts.verify(mina)))
                .containsExactlyInAnyOrder(
                        "held is negative", "sum of the holds is 0, expected -5");
        club.link.async().hdel("{m:mina}:account", "held").get(5, SECONDS);
        club.link.async().hdel("{m:mina}:seen", "e").get(5, SECONDS);
        assertThat(get(accounts.verify(mina))).isNotEmpty().allMatch(f -> f.startsWith("seen"));
        get(accounts.award(award(mina, "e", 200)));
        assertThat(get(accounts.verify(mina))).anyMatch(f -> f.startsWith("first entry of e"));
        club.link.async().hset("{m:mina}:account", "available", "not a number").get(5, SECONDS);
        assertThat(get(accounts.verify(mina)))
                .containsExactly("the account holds what is no number");
        club.link.async().set("{m:mina}:lots", "x").get(5, SECONDS);
        assertThat(get(accounts.verify(mina))).containsExactly("{m:mina}:lots is a string");
    }

    @Test
    void aDaysLimitIsUsedOnceByEachEventAndWhatIsOverItIsRememberedAsSuch() throws Exception {
        MemberId mina = club.member("mina");
        LocalDate day = LocalDate.of(2026, 3, 21);
        assertThat(get(accounts.award(limited(mina, "1", day, 2))))
                .isInstanceOf(AwardOutcome.Awarded.class);
        assertThat(get(accounts.award(limited(mina, "1", day, 2))))
                .as("a repeated event does not use the limit again")
                .isInstanceOf(AwardOutcome.AlreadyAwarded.class);
        assertThat(get(accounts.award(limited(mina, "2", day, 2))))
                .isInstanceOf(AwardOutcome.Awarded.class);
        AwardOutcome over = get(accounts.award(limited(mina, "3", day, 2)));
        assertThat(over).isInstanceOf(AwardOutcome.Capped.class);
        assertThat(((AwardOutcome.Capped) over).balance()).isEqualTo(Points.of(4));
        assertThat(get(accounts.award(limited(mina, "3", day.plusDays(1), 2))))
                .as("once over the limit, never awarded")
                .isEqualTo(over);
        assertThat(get(accounts.award(limited(mina, "4", day.plusDays(1), 2))))
                .as("a new day")
                .isInstanceOf(AwardOutcome.Awarded.class);
        assertThat(get(accounts.balance(mina)).available()).isEqualTo(Points.of(6));
        assertThat(get(accounts.ledger(mina, 10)))
                .extracting(LedgerEntry::kind)
                .containsExactly("award", "capped", "award", "award");
        assertThat(get(accounts.verify(mina))).isEmpty();
        assertThat(club.link.async().ttl("{m:mina}:day:contact:2026-03-21").get(5, SECONDS))
                .isBetween(Duration.ofDays(59).toSeconds(), Duration.ofDays(60).toSeconds());
    }

    @Test
    void aDaysLimitHoldsAgainstManyAtOnce() throws Exception {
        MemberId mina = club.member("mina");
        PointsAccounts[] clients = {accounts, new PointsAccounts(club.other)};
        List<CompletionStage<AwardOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(
                    clients[i % 2].award(
                            limited(mina, "e" + i % 20, LocalDate.of(2026, 3, 21), 7)));
        }
        for (CompletionStage<AwardOutcome> outcome : all) {
            assertThat(get(outcome)).isNotInstanceOf(AwardOutcome.Refused.class);
        }
        assertThat(get(accounts.balance(mina)).available()).isEqualTo(Points.of(14));
        assertThat(get(accounts.verify(mina))).isEmpty();
        assertThat(get(accounts.ledger(mina, 100))).hasSize(20);
    }

    @Test
    void aDamagedCounterIsDamageAndNotALicence() throws Exception {
        MemberId mina = club.member("mina");
        club.link.async().set("{m:mina}:day:contact:2026-03-21", "many").get(5, SECONDS);
        assertThat(get(accounts.award(limited(mina, "1", LocalDate.of(2026, 3, 21), 2))))
                .isEqualTo(refused(AwardOutcome.Reason.DAMAGED));
        assertThat(get(accounts.ledger(mina, 10))).isEmpty();
    }

    @Test
    void aLongLedgerIsCheckedInPagesAndItsDamageIsFound() throws Exception {
        MemberId mina = club.member("mina");
        List<CompletionStage<AwardOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 1_203; i++) {
            all.add(accounts.award(award(mina, "e" + i, 100)));
        }
        for (CompletionStage<AwardOutcome> outcome : all) {
            get(outcome);
        }
        assertThat(get(accounts.verify(mina))).isEmpty();
        club.link.async().hdel("{m:mina}:seen", "e1101").get(5, SECONDS);
        assertThat(get(accounts.verify(mina))).hasSize(2).allMatch(f -> f.startsWith("seen"));
        club.link.async().hset("{m:mina}:account", "forgotten", "9-9").get(5, SECONDS);
        assertThat(get(accounts.verify(mina))).containsExactly("seen events is 1202, expected 0");
    }

    @Test
    void anAccountThatIsInUseIsNotCalledUnsound() throws Exception {
        MemberId mina = club.member("mina");
        for (int i = 0; i < 30; i++) {
            CompletionStage<AwardOutcome> award = accounts.award(award(mina, "e" + i, 100));
            assertThat(get(new PointsAccounts(club.other).verify(mina))).isEmpty();
            get(award);
        }
    }

    @Test
    void aDamagedLedgerIsNamedAndHoldsUpNobody() throws Exception {
        MemberId mina = club.member("mina");
        String bad = club.link.async().xadd("{m:mina}:ledger", Map.of("kind", "?")).get(5, SECONDS);
        club.link.async().hset("{m:mina}:seen", "e", bad).get(5, SECONDS);
        assertThat(get(accounts.award(award(mina, "e", 200))))
                .isEqualTo(refused(AwardOutcome.Reason.DAMAGED));
        assertThat(get(accounts.award(award(mina, "another", 200))))
                .isInstanceOf(AwardOutcome.Awarded.class);
        assertThat(get(accounts.verify(mina)))
                .containsExactly("ledger entry " + bad + " is damaged");
    }

    @Test
    void eventsAreForgottenOnlyWhenTheyAreTooOldToCountAgain() throws Exception {
        Duration window = Duration.ofSeconds(3);
        PointsAccounts brief = new PointsAccounts(club.link, window);
        MemberId mina = club.member("mina");
        for (int i = 0; i < 5; i++) {
            get(brief.award(award(mina, "old-" + i, 100)));
        }
        Award again = award(mina, "old-0", 100);
        await().until(() -> Instant.now().isAfter(now.plus(window).plusSeconds(1)));
        for (int i = 0; i < 4; i++) {
            Award fresh = new Award(mina, "new-" + i, "contact", new Points(100), Instant.now());
            assertThat(get(brief.award(fresh))).isInstanceOf(AwardOutcome.Awarded.class);
            assertThat(get(brief.verify(mina))).isEmpty();
        }
        assertThat(club.link.async().hkeys("{m:mina}:seen").get(5, SECONDS))
                .containsExactlyInAnyOrder("new-0", "new-1", "new-2", "new-3");
        assertThat(get(brief.award(again))).isEqualTo(refused(AwardOutcome.Reason.TOO_OLD));
        assertThat(get(brief.balance(mina)).available()).isEqualTo(Points.of(9));
    }

    @Test
    void aRandomWalkOfTwoClientsKeepsEveryAccountInOrder() throws Exception {
        long seed = Long.getLong("zarang.seed", System.nanoTime());
        Random random = new Random(seed);
        PointsAccounts[] clients = {accounts, new PointsAccounts(club.other)};
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            members.add(club.member("m" + i));
        }
        Map<MemberId, Map<String, Long>> expected = new HashMap<>();
        for (int step = 0; step < 300; step++) {
            MemberId member = members.get(random.nextInt(members.size()));
            String event = "call:" + random.nextInt(60) + ":contact";
            long amount = random.nextLong(1, 1001);
            expected.computeIfAbsent(member, m -> new HashMap<>()).putIfAbsent(event, amount);
            List<CompletionStage<AwardOutcome>> both = new ArrayList<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                both.add(clients[random.nextInt(2)].award(award(member, event, amount)));
            }
            for (CompletionStage<AwardOutcome> outcome : both) {
                assertThat(get(outcome)).isNotInstanceOf(AwardOutcome.Refused.class);
            }
            if (step == 150) {
                club.redis.kill();
                Club.settle(clients[0], award(member, event, amount));
                Club.settle(clients[1], award(member, event, amount));
            }
            assertAccount(seed, member, expected.getOrDefault(member, Map.of()));
        }
        for (MemberId member : members) {
            assertAccount(seed, member, expected.getOrDefault(member, Map.of()));
        }
    }

    @Test
    void killingRedisUnderLoadNeitherLosesNorDoublesAPoint() throws Exception {
        MemberId mina = club.member("mina");
        PointsAccounts[] clients = {accounts, new PointsAccounts(club.other)};
        Map<String, Long> expected = new HashMap<>();
        List<Future<AwardOutcome>> settled = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2000; i++) {
                String event = "call:" + i / 2 + ":contact";
                expected.put(event, 200L);
                PointsAccounts client = clients[i % 2];
                settled.add(threads.submit(() -> Club.settle(client, award(mina, event, 200))));
                if (i == 600 || i == 1200) {
                    club.redis.kill();
                    Club.settle(accounts, award(mina, event, 200));
                }
            }
            for (Future<AwardOutcome> outcome : settled) {
                assertThat(outcome.get(30, SECONDS)).isNotInstanceOf(AwardOutcome.Refused.class);
            }
        }
        assertAccount(0, mina, expected);
    }

    private void assertAccount(long seed, MemberId member, Map<String, Long> events)
            throws Exception {
        assertThat(get(accounts.verify(member))).as("seed %d", seed).isEmpty();
        assertThat(get(accounts.balance(member)).available().hundredths())
                .as("seed %d", seed)
                .isEqualTo(events.values().stream().mapToLong(Long::longValue).sum());
    }

    private Award award(MemberId member, String event, long hundredths) {
        return new Award(member, event, "contact", new Points(hundredths), now);
    }

    private Award limited(MemberId member, String event, LocalDate day, int max) {
        return new Award(
                member, event, "contact", Points.of(2), now, Optional.of(new DayLimit(day, max)));
    }

    private static AwardOutcome refused(AwardOutcome.Reason reason) {
        return new AwardOutcome.Refused(reason);
    }
}
