package zarang.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.sip.message.NameAddr;

class RegistrarTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> heard = new ArrayList<>();
    private final Registrar<String> registrar =
            new Registrar<>(
                    loop,
                    RegistrarSettings.defaults(),
                    new RegistrarListener() {
                        @Override
                        public void registered(String user) {
                            heard.add("+" + user);
                        }

                        @Override
                        public void unregistered(String user) {
                            heard.add("-" + user);
                        }
                    });

    private RegisterOutcome register(String callId, long cseq, String... contacts) {
        return registrar.register(
                "2001",
                new RegisterRequest<>(
                        callId,
                        cseq,
                        false,
                        List.of(contacts).stream().map(NameAddr::parse).toList(),
                        OptionalLong.empty(),
                        "flow-" + callId));
    }

    private RegisterOutcome removeAll(String callId, long cseq, long expires) {
        return registrar.register(
                "2001",
                new RegisterRequest<>(
                        callId, cseq, true, List.of(), OptionalLong.of(expires), "flow"));
    }

    private List<String> contacts() {
        return registrar.bindings("2001").stream().map(b -> b.contact().toString()).toList();
    }

    @Test
    void phoneIsFoundByTheFlowItRegisteredFromUntilItExpires() {
        assertThat(register("a", 1, "<sip:2001@10.0.0.1:5062>;expires=120"))
                .isInstanceOfSatisfying(
                        RegisterOutcome.Done.class,
                        done ->
                                assertThat(done.contacts().getFirst().expires().orElse(0))
                                        .isEqualTo(120));
        assertThat(registrar.bindings("2001").getFirst().flow()).isEqualTo("flow-a");
        loop.advance(Duration.ofSeconds(119));
        assertThat(registrar.isRegistered("2001")).isTrue();
        loop.advance(Duration.ofSeconds(1));
        assertThat(registrar.isRegistered("2001")).isFalse();
        assertThat(heard).containsExactly("+2001", "-2001");
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void refreshKeepsOnePhoneOnce() {
        register("a", 1, "<sip:2001@10.0.0.1>;expires=120");
        loop.advance(Duration.ofSeconds(100));
        register("a", 2, "<sip:2001@10.0.0.1:5060>;expires=120");
        loop.advance(Duration.ofSeconds(100));
        assertThat(contacts()).hasSize(1);
        assertThat(heard).containsExactly("+2001");
        assertThat(loop.pendingTimers()).isEqualTo(1);
    }

    @Test
    void expiresZeroRemovesThatPhoneOnly() {
        register("a", 1, "<sip:2001@10.0.0.1>");
        register("b", 1, "<sip:2001@10.0.0.2>");
        register("a", 2, "<sip:2001@10.0.0.1>;expires=0");
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.2");
        assertThat(heard).containsExactly("+2001");
    }

    @Test
    void starRemovesAllButOnlyWithExpiresZero() {
        register("a", 1, "<sip:2001@10.0.0.1>", "<sip:2001@10.0.0.2>");
        assertThat(removeAll("b", 1, 60))
                .isEqualTo(new RegisterOutcome.Refused(400, "Contact * Needs Expires 0"));
        assertThat(contacts()).hasSize(2);
        assertThat(removeAll("b", 2, 0)).isEqualTo(new RegisterOutcome.Done(List.of()));
        assertThat(heard).containsExactly("+2001", "-2001");
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void registrationThatIsTooBriefIsRefusedWithTheMinimum() {
        assertThat(register("a", 1, "<sip:2001@10.0.0.1>;expires=59"))
                .isEqualTo(new RegisterOutcome.TooBrief(60));
        assertThat(registrar.isRegistered("2001")).isFalse();
    }

    @Test
    void registrationThatIsTooLongIsCut() {
        register("a", 1, "<sip:2001@10.0.0.1>;expires=4294967295");
        loop.advance(Duration.ofHours(1));
        assertThat(registrar.isRegistered("2001")).isFalse();
    }

    @Test
    void oldRequestOfTheSameCallIdChangesNothing() {
        register("a", 5, "<sip:2001@10.0.0.1>");
        assertThat(register("a", 5, "<sip:2001@10.0.0.2>", "<sip:2001@10.0.0.1>;expires=0"))
                .isEqualTo(new RegisterOutcome.Refused(500, "Out Of Order"));
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.1");
        assertThat(removeAll("a", 4, 0)).isInstanceOf(RegisterOutcome.Refused.class);
        assertThat(register("z", 1, "<sip:2001@10.0.0.1>;expires=0"))
                .isEqualTo(new RegisterOutcome.Done(List.of()));
    }

    @Test
    void requestWithoutContactOnlyAsks() {
        register("a", 1, "<sip:2001@10.0.0.1>");
        assertThat(register("q", 1))
                .isInstanceOfSatisfying(
                        RegisterOutcome.Done.class, done -> assertThat(done.contacts()).hasSize(1));
    }

    @Test
    void fifthPhoneTakesThePlaceOfTheOneSilentLongest() {
        for (int i = 1; i <= Registrar.CONTACTS_MAX; i++) {
            register("c" + i, 1, "<sip:2001@10.0.0." + i + ">");
        }
        register("c1", 2, "<sip:2001@10.0.0.1>");
        register("c9", 1, "<sip:2001@10.0.0.9>");
        assertThat(contacts())
                .containsExactly(
                        "sip:2001@10.0.0.9",
                        "sip:2001@10.0.0.1",
                        "sip:2001@10.0.0.4",
                        "sip:2001@10.0.0.3");
        assertThat(loop.pendingTimers()).isEqualTo(Registrar.CONTACTS_MAX);
    }

    @Test
    void oneRequestWithTooManyContactsIsRefused() {
        assertThat(
                        register(
                                "a",
                                1,
                                "<sip:1@h>",
                                "<sip:2@h>",
                                "<sip:3@h>",
                                "<sip:4@h>",
                                "<sip:5@h>"))
                .isInstanceOf(RegisterOutcome.Refused.class);
    }

    @Test
    void closedConnectionTakesItsPhonesAlong() {
        register("a", 1, "<sip:2001@10.0.0.1>");
        register("b", 1, "<sip:2001@10.0.0.2>");
        registrar.flowClosed("flow-a");
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.2");
        registrar.flowClosed("flow-b");
        assertThat(heard).containsExactly("+2001", "-2001");
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void randomWalkLeavesNoTimerAndNoUserBehind() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 1; i <= 5_000; i++) {
            String callId = "c" + random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0 -> loop.advance(Duration.ofSeconds(random.nextInt(600)));
                case 1 -> removeAll(callId, i, 0);
                default ->
                        register(
                                callId,
                                i,
                                "<sip:2001@10.0.0.%d>;expires=%d"
                                        .formatted(random.nextInt(7), random.nextInt(1200)));
            }
            int bindings = registrar.bindings("2001").size();
            assertThat(loop.pendingTimers()).as("seed %d step %d", seed, i).isEqualTo(bindings);
            assertThat(bindings).isLessThanOrEqualTo(Registrar.CONTACTS_MAX);
            assertThat(registrar.isRegistered("2001")).isEqualTo(bindings > 0);
            assertThat(heard.size() % 2 == 1).isEqualTo(bindings > 0);
        }
    }
}
