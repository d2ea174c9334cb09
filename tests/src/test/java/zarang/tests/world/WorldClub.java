package zarang.tests.world;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.member.Member;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.loyalty.points.AccountsInMemory;
import zarang.loyalty.points.ContactTerms;
import zarang.loyalty.points.EarningRule;
import zarang.testkit.StoreAnswers;

/** The members, their accounts and what earns; outlives every process. */
final class WorldClub {
    static final int PER_DAY = 3;
    static final EarningRule CONTACT =
            new EarningRule("contact", EarningRule.CONTACT, Points.of(2), ContactTerms.ANY);
    static final EarningRule DAILY =
            new EarningRule(
                    "daily",
                    EarningRule.CONTACT,
                    Points.of(1),
                    new ContactTerms(
                            ContactTerms.ANY.minConnected(),
                            ContactTerms.ANY.minTalk(),
                            ContactTerms.ANY.results(),
                            PER_DAY));
    static final List<EarningRule> RULES = List.of(CONTACT, DAILY);
    static final ZoneId ZONE = ZoneId.of("Asia/Tehran");

    final Map<PhoneNumber, Member> members;
    final AccountsInMemory accounts;

    /** Every other caller is a member. */
    WorldClub(int callers) {
        members = new HashMap<>();
        for (int i = 0; i < callers; i += 2) {
            Tier tier = i == 0 ? Tier.GOLD : Tier.BRONZE;
            Member member = new Member(new MemberId("m" + i), "Sara", tier, Points.of(7));
            members.put(new PhoneNumber(number(i)), member);
        }
        accounts =
                new AccountsInMemory(
                        members.values().stream().map(Member::id).collect(Collectors.toSet()));
    }

    static String number(int caller) {
        return "+9891200000" + caller;
    }

    /** Whose contact a call was. */
    Optional<MemberId> member(Optional<PhoneNumber> caller) {
        return caller.map(members::get).map(Member::id);
    }

    /** The directory as one process sees it; at times nobody answers at all. */
    record Directory(WorldClub club, StoreAnswers answers, RandomGenerator random)
            implements MemberDirectory {
        private static final int SILENT_PERCENT = 3;

        @Override
        public CompletionStage<MemberLookup> find(PhoneNumber number) {
            if (random.nextInt(100) < SILENT_PERCENT) {
                return new CompletableFuture<>();
            }
            return answers.to(() -> club.look(number))
                    .exceptionally(away -> new MemberLookup.Failed("on purpose"));
        }

        @Override
        public Optional<PhoneNumber> parse(WrittenNumber written) {
            return written.text().startsWith("+")
                    ? Optional.of(new PhoneNumber(written.text()))
                    : Optional.empty();
        }

        @Override
        public Tier lowestTier() {
            return Tier.BRONZE;
        }
    }

    private MemberLookup look(PhoneNumber number) {
        Member found = members.get(number);
        return found == null ? new MemberLookup.Unknown() : new MemberLookup.Found(found);
    }
}
