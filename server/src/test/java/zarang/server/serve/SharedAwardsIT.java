package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.FactsOfCall;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.journal.JournalSettings;
import zarang.journal.RedisJournal;
import zarang.journal.Waiting;
import zarang.journal.spool.SpoolSettings;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.NewMember;
import zarang.loyalty.member.PhoneNumbers;
import zarang.loyalty.points.ContactTerms;
import zarang.loyalty.points.EarningRule;
import zarang.loyalty.points.PointsAccounts;
import zarang.loyalty.points.PointsAwarded;
import zarang.loyalty.points.PointsForContacts;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** Two nodes give points for the contacts of one club, each for the subjects of its partitions. */
class SharedAwardsIT {
    private static final int CALLS = 120;
    private static final List<FunctionLibrary> LIBRARIES =
            List.of(RedisJournal.LIBRARY, Members.library(), PointsAccounts.library());
    private static final FactTypes TYPES = types();

    @TempDir Path folder;

    private static FactTypes types() {
        List<FactType<?>> all = new ArrayList<>(FactsOfCall.TYPES);
        all.add(PointsAwarded.TYPE);
        return new FactTypes(all);
    }

    /** Gives points; after so many contacts its process is cut off before it can say so. */
    private static final class Node implements JournalConsumer, AutoCloseable {
        final RedisLink link;
        final RedisJournal journal;
        private final PointsForContacts points;
        private final AtomicInteger left;

        Node(String name, TestRedis redis, Path folder, int contacts) throws IOException {
            link = RedisLink.open(redis.uri(), LIBRARIES);
            left = new AtomicInteger(contacts);
            journal =
                    RedisJournal.open(
                            JournalSettings.of(name, SpoolSettings.in(folder.resolve(name))),
                            link,
                            Waiting.clock(),
                            TYPES);
            points =
                    new PointsForContacts(
                            members(link),
                            new PointsAccounts(link),
                            journal,
                            List.of(
                                    new EarningRule(
                                            "contact",
                                            "call.ended",
                                            Points.of(2),
                                            ContactTerms.ANY)),
                            ZoneOffset.UTC);
            Waiting.until(link::isUp);
            journal.consume(this);
        }

        @Override
        public String name() {
            return "loyalty";
        }

        @Override
        public void accept(StoredEntry entry, long sequence) throws Exception {
            points.accept(entry, sequence);
            if (entry.type() == CallEnded.TYPE && left.decrementAndGet() == 0) {
                link.close(); // the award is made; nobody acknowledges the entry
            }
        }

        @Override
        public void close() {
            journal.close();
            link.close();
        }
    }

    private static Members members(RedisLink link) {
        return new Members(
                link, new PhoneNumbers("IR"), ClubTiers.SHIPPED, Waiting.clock(), new Random(3));
    }

    private static JournalEntry ended(CallId call, MemberId member, Instant at) {
        return new JournalEntry(
                call + ".9",
                call,
                at,
                new CallEnded(
                        Optional.of(member),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        new CallTermination(
                                CallTermination.Result.SERVED,
                                Party.CALLER,
                                Cause.NORMAL_CLEARING,
                                "bye"),
                        new CallTimes(60_000, 45_000, 30_000, 1500)));
    }

    @Test
    void aNodeThatDiesBetweenAnAwardAndItsAcknowledgementCostsNobodyAPointAndGivesNoneTwice()
            throws Exception {
        try (TestRedis redis = TestRedis.start();
                Node living = new Node("n1", redis, folder, Integer.MAX_VALUE);
                Node dying = new Node("n2", redis, folder, 12)) {
            AddOutcome.Added added =
                    (AddOutcome.Added)
                            get(
                                    members(living.link)
                                            .add(
                                                    new NewMember(
                                                            new PhoneNumber("+989121234567"),
                                                            "",
                                                            Tier.BRONZE)));
            MemberId mina = added.id();
            Waiting.until(() -> nodes(living.link).size() == 2);
            Instant now = Waiting.clock().instant();
            Random random = new Random(5);
            for (int i = 0; i < CALLS; i++) {
                living.journal.append(ended(CallId.next(now, random), mina, now));
            }
            Waiting.until(() -> !dying.link.isUp());
            PointsAccounts accounts = new PointsAccounts(living.link);
            Points all = Points.of(2 * CALLS);
            Waiting.until(() -> get(accounts.balance(mina)).available().equals(all));
            // the awards' own entries come back to the consumer as well
            Waiting.until(() -> living.journal.figures().consumers().getFirst().behind() == 0);
            assertThat(get(accounts.balance(mina)).available()).isEqualTo(all);
            assertThat(get(accounts.verify(mina))).isEmpty();
            assertThat(nodes(living.link)).as("all are the living one's").containsOnly("n1");
        }
    }

    /** Whose the partitions are. */
    private static Set<String> nodes(RedisLink link) {
        Map<String, String> shares =
                link.<Map<String, String>>run(
                                Duration.ofSeconds(5),
                                commands -> commands.hgetall("{journal}:shares:loyalty"))
                        .toCompletableFuture()
                        .join();
        return new HashSet<>(shares.values());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
