package zarang.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** What a transaction holds for the 32 s between its final response and its end: ADR 0030. */
class FinishedTransactionTest {
    private static final Set<String> GRAPH =
            Set.of("Header", "NameAddr", "SipUri", "Via", "CSeq", "SipRequest", "Handle");

    private final TransactionBench bench = new TransactionBench();

    @Test
    void serverTransactionKeepsTheBytesOfItsAnswerAndItsKeysOnly() {
        for (String method : new String[] {"INVITE", "OPTIONS"}) {
            for (int status : new int[] {200, 486}) {
                int number = bench.requests.size() + 1;
                bench.receive(TransactionBench.request(method, number), Protocol.UDP);
                ServerTransaction taken = bench.requests.getLast();
                taken.respond(taken.response(status).build());
            }
        }
        assertThat(bench.layer.counts().liveServer()).isEqualTo(4);
        assertThat(kept()).as("kept by the layer").isEmpty();
    }

    @Test
    void answerThatWasShrunkToItsBytesIsSentAgainUnchanged() {
        bench.receive(TransactionBench.request("OPTIONS", 1), Protocol.UDP);
        ServerTransaction taken = bench.requests.getLast();
        SipResponse answer =
                taken.response(200).body("text/plain", new byte[] {'h', 'i', '\r', '\n'}).build();
        byte[] first = answer.toBytes().clone();
        taken.respond(answer);
        bench.receive(TransactionBench.request("OPTIONS", 1), Protocol.UDP);
        assertThat(bench.sent).hasSize(2);
        assertThat(bench.sent.getLast().toBytes()).isEqualTo(first);
        assertThat(bench.sent.getLast().toTag()).contains(taken.localTag());
        assertThat(bench.sent.getLast().contentType()).contains("text/plain");
        assertThat(bench.sent.getLast().body()).isEqualTo(new byte[] {'h', 'i', '\r', '\n'});
    }

    @Test
    void clientTransactionKeepsItsKeyAndTheBytesOfItsAckOnly() {
        bench.send("INVITE", Protocol.UDP);
        SipRequest refused = bench.asked();
        bench.receive(bench.answer(refused, 486), Protocol.UDP);
        bench.send("INVITE", Protocol.UDP);
        SipRequest accepted = bench.asked();
        bench.receive(bench.answer(accepted, 200), Protocol.UDP);
        bench.send("OPTIONS", Protocol.UDP);
        SipRequest asked = bench.asked();
        bench.receive(bench.answer(asked, 200), Protocol.UDP);
        assertThat(bench.layer.counts().liveClient()).isEqualTo(3);
        // the ACK is a request of bytes only
        assertThat(kept()).as("kept by the layer").isSubsetOf("SipRequest");

        byte[] ack = bench.sent.get(1).toBytes();
        bench.receive(bench.answer(refused, 486), Protocol.UDP);
        assertThat(bench.sent.getLast()).isInstanceOf(SipRequest.class);
        assertThat(bench.sent.getLast().toBytes()).isEqualTo(ack);
    }

    /** Has a whole call behind it, and leaves {@link #bench} to hear the rest. */
    private final class OfACall implements ResponseListener {
        private final List<Integer> heard = new ArrayList<>();

        @Override
        public void onFinal(SipResponse response, Hop source) {
            heard.add(response.status());
        }

        @Override
        public ResponseListener afterSuccess() {
            return bench;
        }

        @Override
        public void onFailure(int status) {
            heard.add(status);
        }
    }

    @Test
    void whoeverWaitedForTheFinalResponseIsLetGoWithIt() {
        OfACall call = new OfACall();
        for (String method : new String[] {"INVITE", "OPTIONS"}) {
            for (int status : new int[] {200, 486}) {
                bench.send(method, Protocol.UDP, call);
                assertThat(reached()).contains(call);
                bench.receive(bench.answer(bench.asked(), status), Protocol.UDP);
                assertThat(reached()).doesNotContain(call);
            }
        }
        assertThat(call.heard).containsExactly(200, 486, 200, 486);
        assertThat(bench.layer.counts().liveClient()).isEqualTo(4);
    }

    /** Parts of a message that can be reached from the layer, not through the bench. */
    private Set<String> kept() {
        Set<String> found = new TreeSet<>();
        for (Object one : reached()) {
            if (GRAPH.contains(one.getClass().getSimpleName())) {
                found.add(one.getClass().getSimpleName());
            }
        }
        return found;
    }

    private Set<Object> reached() {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(bench.layer);
        while (!open.isEmpty()) {
            Object one = open.remove();
            if (one == bench || !seen.add(one)) {
                continue;
            }
            switch (one) {
                case Map<?, ?> map -> {
                    open.addAll(map.keySet());
                    open.addAll(map.values());
                }
                case Collection<?> each -> open.addAll(each);
                case Object[] array ->
                        Arrays.stream(array).filter(e -> e != null).forEach(open::add);
                default -> fields(one, open);
            }
        }
        return seen;
    }

    private static void fields(Object one, Deque<Object> open) {
        for (Class<?> type = one.getClass();
                type != null && type.getName().startsWith("zarang");
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value =
                        Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()
                                ? null
                                : value(field, one);
                if (value != null) {
                    open.add(value);
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object one) {
        try {
            field.setAccessible(true);
            return field.get(one);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
