package zarang.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    private static PortPool pool(int min, int max, long seed) {
        return new PortPool(
                min, max, 100, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    }

    private static List<Integer> takeAll(PortPool pool, long now) {
        List<Integer> ports = new ArrayList<>();
        for (OptionalInt p = pool.take(now); p.isPresent(); p = pool.take(now)) {
            ports.add(p.getAsInt());
        }
        return ports;
    }

    @Test
    void givesEachEvenPortWithRoomForRtcpOnce() {
        assertThat(takeAll(pool(2001, 2008, 1), 0)).containsExactlyInAnyOrder(2002, 2004, 2006);
        assertThat(takeAll(pool(2000, 2009, 1), 0)).hasSize(5);
    }

    @Test
    void aPortThatCameBackRestsFirst() {
        PortPool pool = pool(2000, 2001, 1);
        assertThat(pool.take(0)).hasValue(2000);
        pool.giveBack(2000, 50);
        assertThat(pool.resting(149)).isEqualTo(1);
        assertThat(pool.free(149)).isZero();
        assertThat(pool.take(149)).isEmpty();
        assertThat(pool.take(150)).hasValue(2000);
        assertThat(pool.resting(150) + pool.free(150)).isZero();
    }

    @Test
    void aPortWhoseRestIsOverCountsAsFreeThoughNobodyTakesOne() {
        PortPool pool = pool(2000, 2019, 1);
        int one = pool.take(0).orElseThrow();
        int two = pool.take(0).orElseThrow();
        pool.giveBack(one, 0);
        pool.giveBack(two, 60);
        assertThat(pool.free(99)).isEqualTo(8);
        assertThat(pool.free(100)).isEqualTo(9);
        assertThat(pool.resting(100)).isEqualTo(1);
        assertThat(pool.free(160)).isEqualTo(10);
        assertThat(pool.resting(160)).isZero();
    }

    @Test
    void aPortThatCarriedNothingNeedsNoRest() {
        PortPool pool = pool(2000, 2001, 1);
        pool.giveBackUnused(pool.take(0).orElseThrow());
        assertThat(pool.free(0)).isEqualTo(1);
        assertThat(pool.resting(0)).isZero();
        assertThat(pool.take(0)).hasValue(2000);
        assertThat(pool.free(0)).isZero();
    }

    @Test
    void theLongestUnusedGoesFirst() {
        PortPool pool = pool(2000, 2019, 1);
        int first = pool.take(0).orElseThrow();
        pool.giveBack(first, 0);
        assertThat(takeAll(pool, 1000)).hasSize(10).last().isEqualTo(first);
    }

    @Test
    void theOrderCannotBeTold() {
        assertThat(takeAll(pool(20_000, 29_999, 1), 0))
                .isNotEqualTo(takeAll(pool(20_000, 29_999, 2), 0));
    }
}
