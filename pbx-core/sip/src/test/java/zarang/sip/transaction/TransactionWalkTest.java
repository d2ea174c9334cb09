package zarang.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/**
 * Peers and users that do anything at any time. Whatever they do, nothing is left over and nobody
 * hears two ends of one request.
 */
class TransactionWalkTest {
    private static final int[] STATUSES = {100, 180, 183, 200, 202, 302, 404, 486, 487, 503, 603};
    private static final String[] METHODS = {"INVITE", "OPTIONS", "BYE", "INFO", "REGISTER"};
    private static final int STEPS = 1_000;

    private final Map<ClientTransaction, Integer> ends = new HashMap<>();
    private final List<ClientTransaction> clients = new ArrayList<>();
    private final List<SipRequest> asked = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 3261, 6026, 4475})
    void nothingIsLeftOverAndNothingEndsTwice(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        TransactionBench bench = new TransactionBench(TransactionSettings.STANDARD, seed);
        int number = 0;
        for (int i = 0; i < STEPS; i++) {
            Protocol protocol = random.nextInt(4) == 0 ? Protocol.TCP : Protocol.UDP;
            switch (random.nextInt(9)) {
                case 0 ->
                        bench.receive(
                                TransactionBench.request(
                                        METHODS[random.nextInt(METHODS.length)], ++number),
                                protocol);
                case 1 -> again(bench, random, protocol);
                case 2 -> respond(bench, random);
                case 3 -> dial(bench, random, protocol);
                case 4, 5 -> answer(bench, random, protocol);
                case 6 -> {
                    if (!clients.isEmpty()) {
                        clients.get(random.nextInt(clients.size())).cancel("");
                    }
                }
                case 7 -> {
                    if (!bench.failures.isEmpty() && random.nextInt(5) == 0) {
                        bench.failures.get(random.nextInt(bench.failures.size())).run();
                    }
                }
                default -> bench.advance(random.nextLong(3_000));
            }
        }
        for (ServerTransaction each : bench.requests) {
            each.respond(each.response(480).build());
        }
        bench.advance(64 * 500 + 180_000 + 32_000 + 40_000);
        assertThat(bench.isClean()).as("seed %d: %s", seed, bench.layer.counts()).isTrue();
        assertThat(ends.values()).as("seed %d", seed).allMatch(count -> count == 1);
        assertThat(ends).as("seed %d", seed).hasSize(clients.size());
        assertThat(bench.layer.counts().userFailures()).as("seed %d", seed).isZero();
        assertNoSecondFinal(bench, seed);
    }

    /** The same INVITE, or its ACK or CANCEL. */
    private static void again(TransactionBench bench, RandomGenerator random, Protocol protocol) {
        if (bench.requests.isEmpty()) {
            return;
        }
        SipRequest old = bench.requests.get(random.nextInt(bench.requests.size())).request();
        int number = (int) old.cseq().number();
        String[] choice = {old.method(), "ACK", "CANCEL"};
        bench.receive(TransactionBench.request(choice[random.nextInt(3)], number), protocol);
    }

    private static void respond(TransactionBench bench, RandomGenerator random) {
        if (!bench.requests.isEmpty()) {
            ServerTransaction one = bench.requests.get(random.nextInt(bench.requests.size()));
            one.respond(one.response(STATUSES[random.nextInt(STATUSES.length)]).build());
        }
    }

    private void dial(TransactionBench bench, RandomGenerator random, Protocol protocol) {
        String method = METHODS[random.nextInt(METHODS.length)];
        ClientTransaction[] self = new ClientTransaction[1];
        SipRequest request =
                TransactionBench.request(method, 1).toBuilder().removeHeader("Via").build();
        self[0] =
                bench.layer.send(
                        request,
                        TransactionBench.peer(protocol),
                        new ResponseListener() {
                            @Override
                            public void onFinal(SipResponse response, Hop source) {
                                ended();
                            }

                            @Override
                            public void onFailure(int status) {
                                ended();
                            }

                            private void ended() {
                                ends.merge(self[0], 1, Integer::sum);
                            }
                        });
        clients.add(self[0]);
        asked.add(bench.asked());
    }

    private void answer(TransactionBench bench, RandomGenerator random, Protocol protocol) {
        if (!clients.isEmpty()) {
            SipRequest sent = asked.get(random.nextInt(asked.size()));
            int status = STATUSES[random.nextInt(STATUSES.length)];
            bench.receive(bench.answer(sent, status), protocol);
        }
    }

    /** Of one transaction only one final status ever goes out, however often. */
    private static void assertNoSecondFinal(TransactionBench bench, long seed) {
        Map<String, Integer> finals = new HashMap<>();
        for (int i = 0; i < bench.sent.size(); i++) {
            if (bench.sent.get(i) instanceof SipResponse response
                    && response.isFinal()
                    && response.status() != 482
                    && !response.isSuccess()) {
                String key = response.topVia() + " " + response.cseq() + response.toTag();
                Integer before = finals.put(key, response.status());
                assertThat(before == null || before == response.status())
                        .as("seed %d: %s", seed, key)
                        .isTrue();
            }
        }
    }
}
