package zarang.tests.world;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.loop.ControlLoop;
import zarang.call.member.Member;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;

/** A club that knows some, is slow at times, and fails at times. */
record WorldClub(ControlLoop loop, RandomGenerator random) implements MemberDirectory {
    private static final int SLOWEST_MS = 300;

    @Override
    public CompletionStage<MemberLookup> find(PhoneNumber number) {
        CompletableFuture<MemberLookup> answer = new CompletableFuture<>();
        MemberLookup result = result();
        loop.schedule(Duration.ofMillis(random.nextInt(SLOWEST_MS)), () -> answer.complete(result));
        return answer;
    }

    private MemberLookup result() {
        return switch (random.nextInt(4)) {
            case 0 -> new MemberLookup.Unknown();
            case 1 -> new MemberLookup.Failed("on purpose");
            case 2 -> found(Tier.GOLD);
            default -> found(Tier.BRONZE);
        };
    }

    private static MemberLookup found(Tier tier) {
        return new MemberLookup.Found(new Member(new MemberId("m1"), "Sara", tier, Points.of(7)));
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
