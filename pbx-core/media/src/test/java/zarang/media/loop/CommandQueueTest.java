package zarang.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    @Test
    void keepsOrderAndRefusesWhenFull() {
        CommandQueue<Integer> queue = new CommandQueue<>(4);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(queue.offer(i)).isTrue();
            }
            assertThat(queue.offer(4)).isFalse();
            for (int i = 0; i < 4; i++) {
                assertThat(queue.poll()).isEqualTo(i);
            }
            assertThat(queue.poll()).isNull();
        }
    }

    @Test
    void manyProducersLoseNothing() throws InterruptedException {
        CommandQueue<Integer> queue = new CommandQueue<>(1024);
        int each = 500;
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            int base = p * each;
            producers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < each; i++) {
                                    while (!queue.offer(base + i)) {
                                        Thread.onSpinWait();
                                    }
                                }
                            }));
        }
        int[] last = {-1, each - 1, 2 * each - 1, 3 * each - 1};
        for (int count = 0; count < 4 * each; ) {
            Integer value = queue.poll();
            if (value == null) {
                Thread.onSpinWait();
                continue;
            }
            int producer = value / each;
            assertThat(value).isEqualTo(last[producer] + 1);
            last[producer] = value;
            count++;
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(queue.poll()).isNull();
    }
}
