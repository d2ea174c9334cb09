package zarang.loyalty.member;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
        assertThat(get(members.change(new MemberId("nobody"), inTier(Tier.GOLD))))
                .isEqualTo(new ChangeOutcome.NoSuchMember());
        assertThat(get(members.change(new MemberId("nobody"), inTier(new Tier("platinum")))))
                .isInstanceOf(ChangeOutcome.Refused.class);
        assertThat(link.async().keys("{m:*").get(5, SECONDS)).isEmpty();
        assertThat(link.async().keys("phone:*").get(5, SECONDS)).isEmpty();
    }

    @Test
    void aMemberChangesTier() throws Exception {
        MemberId id = added(members.add(new NewMember(MINA, "", Tier.BRONZE)));
        assertThat(get(members.change(id, inTier(Tier.SILVER))))
                .isEqualTo(new ChangeOutcome.Changed(Tier.BRONZE, Tier.SILVER));
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
    void aNumberThatWasClaimedByAProcessThatDiedGetsItsMemberFromTheNextWhoAddsIt()
            throws Exception {
        link.async().set("phone:" + MINA.e164(), "claimed").get(5, SECONDS);
        assertThat(get(members.find(MINA)))
                .as("served as unknown meanwhile")
                .isInstanceOf(MemberLookup.Failed.class);
        MemberId id = added(members.add(new NewMember(MINA, "مینا", Tier.GOLD)));
        assertThat(id).isEqualTo(new MemberId("claimed"));
        assertThat(get(members.show(MINA)).orElseThrow().member().name()).isEqualTo("مینا");
    }

    @Test
    void aClaimThatLeadsToAnotherNumbersMemberIsReplaced() throws Exception {
        PhoneNumber ali = new PhoneNumber("+989120000001");
        MemberId ofAli = added(members.add(new NewMember(ali, "Ali", Tier.SILVER)));
        link.async().set("phone:" + MINA.e164(), ofAli.value()).get(5, SECONDS);
        assertThat(get(members.find(MINA)))
                .as("nobody is taken for somebody else")
                .isInstanceOf(MemberLookup.Failed.class);
        MemberId ofMina = added(members.add(new NewMember(MINA, "مینا", Tier.GOLD)));
        assertThat(ofMina).isNotEqualTo(ofAli);
        assertThat(get(members.show(MINA)).orElseThrow().member().id()).isEqualTo(ofMina);
        assertThat(get(members.show(ali)).orElseThrow().member().id()).isEqualTo(ofAli);
    }

    @Test
    void aChangeThatSaysNothingOfANameLeavesIt() throws Exception {
        MemberId id = added(members.add(new NewMember(MINA, "مینا", Tier.BRONZE)));
        MemberChange tier = new MemberChange(Optional.empty(), Optional.of(Tier.GOLD));
        get(members.change(id, tier));
        ClubMember gold = get(members.show(MINA)).orElseThrow();
        assertThat(gold.member().name()).isEqualTo("مینا");
        assertThat(gold.member().tier()).isEqualTo(Tier.GOLD);
        assertThat(tier.changesNothingOf(gold)).isTrue();
        get(members.change(id, new MemberChange(Optional.of("مینا راد"), Optional.empty())));
        assertThat(get(members.show(MINA)).orElseThrow().member().name()).isEqualTo("مینا راد");
    }

    private static MemberChange inTier(Tier tier) {
        return new MemberChange(Optional.empty(), Optional.of(tier));
    }

    private static MemberId added(CompletionStage<AddOutcome> add) throws Exception {
        return ((AddOutcome.Added) get(add)).id();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, SECONDS);
    }
}
