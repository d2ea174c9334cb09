package zarang.sip.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.call.engine.BannedSource;
import zarang.call.loop.VirtualLoop;
import zarang.sip.source.SourceKey;

/** Who offends too often is not listened to for a while, and longer each time. */
class BansTest {
    private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.66");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.67");
    private static final BanSettings SETTINGS =
            new BanSettings(true, Duration.ofMinutes(10), Duration.ofHours(1));

    private final VirtualLoop loop = new VirtualLoop();
    private final Map<String, String> kept = new TreeMap<>();
    private final Bans bans = bans(SETTINGS);

    private Bans bans(BanSettings settings) {
        return new Bans(settings, loop, new Kept(), new Random(1));
    }

    private final class Kept implements BanStore {
        @Override
        public void put(String source, String text) {
            kept.put(source, text);
        }

        @Override
        public void remove(String source) {
            kept.remove(source);
        }

        @Override
        public CompletionStage<Map<String, String>> load(Duration limit) {
            return CompletableFuture.completedFuture(Map.copyOf(kept));
        }
    }

    private boolean isBanned(InetAddress source) {
        return bans.has(SourceKey.of(source));
    }

    private void offends(InetAddress source, Offence offence, int times) {
        for (int i = 0; i < times; i++) {
            bans.offended(source, offence);
        }
    }

    @Test
    void scannerIsBannedAtOnceAndForTheTimeAlone() {
        offends(SOURCE, Offence.SCANNER, 1);
        assertThat(isBanned(SOURCE)).isTrue();
        assertThat(isBanned(OTHER)).isFalse();
        loop.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(isBanned(SOURCE)).isTrue();
        loop.advance(Duration.ofMillis(1));
        assertThat(isBanned(SOURCE)).isFalse();
        assertThat(bans.all()).isEmpty();
    }

    @Test
    void mistakesAreForgivenAndHabitsAreNot() {
        offends(SOURCE, Offence.CALL, 19);
        assertThat(isBanned(SOURCE)).isFalse();
        loop.advance(Duration.ofMinutes(30));
        offends(SOURCE, Offence.CALL, 10);
        assertThat(isBanned(SOURCE)).as("ten of the first were forgiven").isFalse();
        offends(SOURCE, Offence.CALL, 1);
        assertThat(isBanned(SOURCE)).isTrue();
        offends(OTHER, Offence.GUESS, 29);
        assertThat(isBanned(OTHER)).as("a phone with an old password").isFalse();
        offends(OTHER, Offence.GUESS, 1);
        assertThat(isBanned(OTHER)).isTrue();
    }

    @Test
    void eachTimeIsTwiceAsLongUpToTheLongestAndQuietIsRewarded() {
        for (int minutes : List.of(10, 20, 40, 60, 60)) {
            offends(SOURCE, Offence.SCANNER, 1);
            BannedSource ban = bans.all().getFirst();
            assertThat(Duration.between(ban.since(), ban.until()))
                    .isEqualTo(Duration.ofMinutes(minutes));
            loop.advance(Duration.ofMinutes(minutes + 4));
            assertThat(isBanned(SOURCE)).isFalse();
        }
        loop.advance(Duration.ofHours(1));
        offends(SOURCE, Offence.SCANNER, 1);
        assertThat(bans.all().getFirst().times()).isEqualTo(1);
        assertThat(bans.begun()).isEqualTo(6);
    }

    @Test
    void whoeverHadAPhoneHereTodayIsSpared() {
        bans.isFriend(SOURCE);
        offends(SOURCE, Offence.SCANNER, 5);
        offends(SOURCE, Offence.GUESS, 100);
        assertThat(isBanned(SOURCE)).isFalse();
        loop.advance(Duration.ofDays(1));
        offends(SOURCE, Offence.SCANNER, 1);
        assertThat(isBanned(SOURCE)).isTrue();
    }

    @Test
    void banIsLiftedByAddressAndForgotten() {
        offends(SOURCE, Offence.SCANNER, 1);
        assertThat(bans.lift("192.0.2.67")).isFalse();
        assertThat(bans.lift("no address")).isFalse();
        assertThat(bans.lift("192.0.2.66")).isTrue();
        assertThat(isBanned(SOURCE)).isFalse();
        assertThat(kept).isEmpty();
        assertThat(bans.lift("192.0.2.66")).as("again").isFalse();
    }

    @Test
    void everyAddressOfAPrefixIsOneSource() {
        offends(InetAddress.ofLiteral("2001:db8:1:2::66"), Offence.SCANNER, 1);
        assertThat(isBanned(InetAddress.ofLiteral("2001:db8:1:2:ffff::1"))).isTrue();
        assertThat(isBanned(InetAddress.ofLiteral("2001:db8:1:3::66"))).isFalse();
        assertThat(bans.all())
                .extracting(BannedSource::source)
                .containsExactly("2001:db8:1:2:0:0:0:0");
        assertThat(bans.lift("2001:db8:1:2::1")).isTrue();
    }

    @Test
    void bansOutliveARestartAndWhatCannotBeReadDoesNot() {
        offends(SOURCE, Offence.CALL, 20);
        BannedSource before = bans.all().getFirst();
        kept.put("192.0.2.1", "nonsense");
        kept.put("192.0.2.2", "2026-01-01T00:00:00Z never 1 x");
        kept.put("nobody", kept.get("192.0.2.66"));
        Bans after = bans(SETTINGS);
        after.restore(Map.copyOf(kept));
        assertThat(after.all()).containsExactly(before);
        assertThat(after.has(SourceKey.of(SOURCE))).isTrue();
        assertThat(kept).containsOnlyKeys("192.0.2.66");
    }

    @Test
    void howeverManyThereAreTheMemoryIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            offends(InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250), Offence.SCANNER, 1);
        }
        assertThat(bans.all()).hasSize(4_096);
        assertThat(kept).hasSize(4_096);
    }

    @Test
    void nobodyIsBannedWhereThatIsOff() {
        Bans off = bans(new BanSettings(false, Duration.ofMinutes(10), Duration.ofHours(1)));
        off.offended(SOURCE, Offence.SCANNER);
        assertThat(off.all()).isEmpty();
    }

    @Test
    void scannersAreKnownByName() {
        assertThat(Scanners.isOne(List.of("friendly-scanner"))).isTrue();
        assertThat(Scanners.isOne(List.of("SIPVicious 0.3"))).isTrue();
        assertThat(Scanners.isOne(List.of("Linphone/5.1", "sipsak 0.9.8"))).isFalse();
        assertThat(Scanners.isOne(List.of())).isFalse();
    }
}
