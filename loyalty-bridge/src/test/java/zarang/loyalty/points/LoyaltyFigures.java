package zarang.loyalty.points;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.loop.RealTime;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.NewMember;
import zarang.loyalty.member.PhoneNumbers;

/** Prints what a look-up and an award cost on this machine. Run by hand. */
@RealTime
final class LoyaltyFigures {
    private static final int WARM_UP = 5_000;
    private static final int FINDS = 20_000;
    private static final int AWARDS = 10_000;
    private static final int UNDER_WAY = 64;

    private LoyaltyFigures() {}

    @SuppressWarnings("SystemOut") // What it is for.
    public static void main(String[] args) throws Exception {
        try (Club club = new Club()) {
            Members members =
                    new Members(
                            club.link,
                            new PhoneNumbers("IR"),
                            ClubTiers.SHIPPED,
                            Instant::now,
                            new Random(1));
            PhoneNumber number = members.parse("09121234567").orElseThrow();
            Club.get(members.add(new NewMember(number, "Mina", Tier.BRONZE)));
            long[] nanos = new long[FINDS];
            for (int i = -WARM_UP; i < FINDS; i++) {
                long start = System.nanoTime();
                Club.get(members.find(number));
                nanos[Math.max(0, i)] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "find() one at a time: p50 %.3f ms, p99 %.3f ms%n",
                    nanos[FINDS / 2] / 1e6, nanos[FINDS * 99 / 100] / 1e6);

            PointsAccounts accounts = new PointsAccounts(club.link);
            MemberId mina = Club.get(members.show(number)).orElseThrow().member().id();
            for (int underWay : new int[] {1, UNDER_WAY}) {
                System.out.printf(
                        "award() with %d under way: %.0f/s%n",
                        underWay, awardsPerSecond(accounts, mina, underWay));
            }
            long start = System.nanoTime();
            int findings = Club.get(accounts.verify(mina)).size();
            System.out.printf(
                    "verify() of %d entries: %.1f ms, %d findings%n",
                    2 * AWARDS, (System.nanoTime() - start) / 1e6, findings);
        }
    }

    private static double awardsPerSecond(PointsAccounts accounts, MemberId mina, int underWay)
            throws Exception {
        Queue<CompletionStage<AwardOutcome>> stages = new ArrayDeque<>();
        long start = System.nanoTime();
        for (int i = 0; i < AWARDS; i++) {
            String event = "call:" + underWay + "-" + i + ":contact";
            stages.add(
                    accounts.award(new Award(mina, event, "contact", Points.of(2), Instant.now())));
            if (stages.size() >= underWay) {
                Club.get(stages.remove());
            }
        }
        while (!stages.isEmpty()) {
            Club.get(stages.remove());
        }
        return AWARDS / ((System.nanoTime() - start) / 1e9);
    }
}
