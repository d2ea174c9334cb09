package zarang.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipResponse;

/** One source's flood takes no transaction that another one needs. */
class TransactionBoundsTest {
    private static final TransactionSettings SMALL =
            new TransactionSettings(
                    Timers.STANDARD,
                    100,
                    50,
                    20,
                    100,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5));
    private static final String IN_DIALOG = ";tag=ours";

    private final TransactionBench bench = new TransactionBench(SMALL, 1);
    private int numbers;

    /** Sends INFOs that are answered; gives how many of them got a transaction. */
    private int flood(String host, String toTag, int requests) {
        int before = bench.requests.size();
        Hop source =
                new Hop(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(host), 5060), 7);
        for (int i = 0; i < requests; i++) {
            String branch = ";branch=z9hG4bKbounds" + ++numbers;
            bench.layer.onMessage(
                    new ParsedMessage.Request(
                            TransactionBench.request("INFO", toTag, branch, numbers)),
                    source);
            bench.loop.settle();
        }
        List<ServerTransaction> got =
                List.copyOf(bench.requests.subList(before, bench.requests.size()));
        got.forEach(each -> each.respond(each.response(200).build()));
        return got.size();
    }

    private int lastStatus() {
        return ((SipResponse) bench.sent.getLast()).status();
    }

    @Test
    void oneSourceHasHalfTheTable() {
        assertThat(flood("192.0.2.66", "", 200)).isEqualTo(50);
        assertThat(bench.layer.counts().refused()).isEqualTo(150);
        assertThat(flood("192.0.2.1", "", 1)).as("of another one").isEqualTo(1);
    }

    @Test
    void requestsOfCallsThatAreOnHaveRoomWhenAllElseIsRefused() {
        flood("192.0.2.66", "", 200);
        flood("192.0.2.67", "", 200);
        assertThat(flood("192.0.2.1", "", 1)).isZero();
        assertThat(lastStatus()).isEqualTo(503);
        assertThat(flood("192.0.2.1", IN_DIALOG, 20)).isEqualTo(20);
        assertThat(lastStatus()).isEqualTo(200);
    }

    @Test
    void halfFullAnAnswerIsKeptForAShorterTimeSoThatTheTableEmpties() {
        flood("192.0.2.66", "", 50);
        assertThat(flood("192.0.2.1", "", 30)).isEqualTo(30);
        bench.advance(5_001);
        assertThat(bench.layer.counts().liveServer()).isEqualTo(50);
        assertThat(flood("192.0.2.1", "", 30)).isEqualTo(30);
        bench.advance(27_000);
        assertThat(bench.layer.counts().liveServer()).isZero();
    }
}
