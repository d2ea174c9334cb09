package zarang.loyalty.member;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.member.MemberLookup;
import zarang.loyalty.member.ImportReport.Finding;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class MembersIT {
    private static final Instant NOW = Instant.parse("2026-03-21T08:00:00Z");
    private static final PhoneNumber MINA = new PhoneNumber("+989121234567");

    private TestRedis redis;
    private RedisLink link;
    private Members members;

    @BeforeEach
    void open() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Members.library()));
        members =
                new Members(
                        link, new PhoneNumbers("IR"), ClubTiers.SHIPPED, () -> NOW, new Random(7));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        redis.close();
    }

    @Test
    void aNumberBelongsToOneMemberHoweverOftenItIsAdded() throws Exception {
        MemberId id = added(members.add(new NewMember(MINA, "مینا راد", Tier.GOLD)));
        assertThat(get(members.add(new NewMember(MINA, "Somebody", Tier.BRONZE))))
                .isEqualTo(new AddOutcome.AlreadyThere(id));
        ClubMember shown = get(members.show(MINA)).orElseThrow();
        assertThat(shown.member().id()).isEqualTo(id);
        assertThat(shown.member().name()).isEqualTo("مینا راد");
        assertThat(shown.number()).isEqualTo(MINA);
        assertThat(shown.since()).isEqualTo(NOW);
        assertThat(get(members.find(MINA))).isEqualTo(new MemberLookup.Found(shown.member()));
        assertThat(shown.member().tier()).isEqualTo(Tier.GOLD);
        assertThat(shown.member().points()).isEqualTo(Points.ZERO);
    }

    @Test
    void simultaneousAddsOfOneNumberMakeOneMember() throws Exception {
        List<CompletionStage<AddOutcome>> adds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            adds.add(members.add(new NewMember(MINA, "", Tier.BRONZE)));
        }
        Set<MemberId> ids = new HashSet<>();
        int added = 0;
        for (CompletionStage<AddOutcome> add : adds) {
            switch (get(add)) {
                case AddOutcome.Added a -> {
                    added++;
                    ids.add(a.id());
                }
                case AddOutcome.AlreadyThere a -> ids.add(a.id());
                case AddOutcome.Refused r -> throw new AssertionError(r.reason());
            }
        }
        assertThat(added).isEqualTo(1);
        assertThat(ids).hasSize(1);
    }

    @Test
    void whatIsNotAllowedIsRefusedWithAReason() throws Exception {
        assertThat(get(members.add(new NewMember(MINA, "", new Tier("platinum")))))
                .isEqualTo(
                        new AddOutcome.Refused(
                                "tier: not one of bronze (برنزی), silver (نقره‌ای), gold (طلایی)"));
        assertThat(get(members.add(new NewMember(MINA, "x".repeat(101), Tier.GOLD))))
                .isInstanceOf(AddOutcome.Refused.class);
        assertThat(get(members.add(new NewMember(MINA, "a\u0007b", Tier.GOLD))))
                .isInstanceOf(AddOutcome.Refused.class);
        assertThat(get(members.find(MINA))).isEqualTo(new MemberLookup.Unknown());
        assertThat(get(members.setTier(new MemberId("nobody"), Tier.GOLD)))
                .isEqualTo(new TierOutcome.NoSuchMember());
        assertThat(get(members.setTier(new MemberId("nobody"), new Tier("platinum"))))
                .isInstanceOf(TierOutcome.Refused.class);
        assertThat(link.async().keys("{m:*").get(5, SECONDS)).isEmpty();
        assertThat(link.async().keys("phone:*").get(5, SECONDS)).isEmpty();
    }

    @Test
    void aMemberChangesTier() throws Exception {
        MemberId id = added(members.add(new NewMember(MINA, "", Tier.BRONZE)));
        assertThat(get(members.setTier(id, Tier.SILVER)))
                .isEqualTo(new TierOutcome.Set(Tier.BRONZE));
        assertThat(get(members.show(MINA)).orElseThrow().member().tier()).isEqualTo(Tier.SILVER);
    }

    @Test
    void aLookUpNeverFailsTheCallWhateverRedisDoes() throws Exception {
        MemberId id = added(members.add(new NewMember(MINA, "", Tier.BRONZE)));
        link.async().hset("{m:" + id.value() + "}", "tier", "no tier at all!").get(5, SECONDS);
        assertThat(get(members.find(MINA))).isInstanceOf(MemberLookup.Failed.class);
        link.async().del("{m:" + id.value() + "}").get(5, SECONDS);
        assertThat(get(members.find(MINA))).isInstanceOf(MemberLookup.Failed.class);
        redis.pause();
        assertThat(get(members.find(MINA))).isInstanceOf(MemberLookup.Failed.class);
        redis.resume();
    }

    @Test
    void anImportTakesTheGoodRowsListsTheBadOnesAndChangesNothingTheSecondTime() throws Exception {
        String csv =
                """
                \uFEFFTier,phone,Name
                gold,0912 123 4567,"Rad, Mina"
                bronze,۰۹۱۳۱۲۳۴۵۶۷,علی
                bronze,12,short
                platinum,09141234567,no such tier
                bronze,+989121234567,the first one again
                bronze,09151234567
                ?,09151234567,x
                silver,09151234567,last
                """;
        List<Long> heard = new ArrayList<>();
        ImportReport first = MemberImport.run(members, file(csv), heard::add);
        assertThat(first.findings())
                .containsExactly(
                        new Finding(4, "phone: not a telephone number"),
                        new Finding(
                                5,
                                "tier: not one of bronze (برنزی), silver (نقره‌ای), gold (طلایی)"),
                        new Finding(7, "2 fields instead of 3"),
                        new Finding(8, "tier: not a name"));
        assertThat(first.rows()).isEqualTo(8);
        assertThat(first.added()).isEqualTo(3);
        assertThat(first.alreadyThere()).isEqualTo(1);
        assertThat(first.refused()).isEqualTo(4);
        assertThat(first.complete()).isFalse();
        assertThat(heard).isSorted().endsWith(8L);

        ClubMember mina = get(members.show(MINA)).orElseThrow();
        ImportReport second = MemberImport.run(members, file(csv), done -> {});
        assertThat(second.added()).isZero();
        assertThat(second.alreadyThere()).isEqualTo(4);
        assertThat(second.findings()).isEqualTo(first.findings());
        assertThat(get(members.show(MINA))).contains(mina);
    }

    @Test
    void aThousandRowsAreManyAtOnceAndAllThere() throws Exception {
        StringBuilder csv = new StringBuilder("phone,name,tier\n");
        for (int i = 0; i < 1000; i++) {
            csv.append("0912%07d,m%d,bronze\n".formatted(i, i));
        }
        ImportReport report = MemberImport.run(members, file(csv.toString()), done -> {});
        assertThat(report.added()).isEqualTo(1000);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void anImportThatCannotGoOnSaysWhereItStopped() throws Exception {
        assertThat(MemberImport.run(members, file("number,tier\n"), done -> {}).stopped())
                .contains("the first line must name phone, name and tier");
        assertThat(MemberImport.run(members, file(""), done -> {}).stopped()).isPresent();
        byte[] latin =
                "phone,name,tier\n09121234567,\u00e9,gold\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(MemberImport.run(members, new ByteArrayInputStream(latin), done -> {}).stopped())
                .contains("the file is not UTF-8 after row 0");
        link.close();
        ImportReport away =
                MemberImport.run(
                        members, file("phone,name,tier\n09121234567,x,gold\n"), done -> {});
        assertThat(away.stopped()).contains("Redis is away; import the file again");
        assertThat(away.complete()).isFalse();
    }

    private static InputStream file(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MemberId added(CompletionStage<AddOutcome> add) throws Exception {
        return ((AddOutcome.Added) get(add)).id();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, SECONDS);
    }
}
