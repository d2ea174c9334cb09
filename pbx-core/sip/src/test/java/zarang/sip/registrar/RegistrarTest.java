package zarang.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.sip.message.SipSyntax;

class RegistrarTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> heard = new ArrayList<>();
    private final Map<String, List<Binding<String>>> saved = new HashMap<>();
    private final Registrar<String> registrar =
            new Registrar<>(
                    loop,
                    RegistrarSettings.defaults(),
                    new Told(heard),
                    (user, bindings) -> saved.put(user, bindings));

    private RegisterOutcome register(String callId, long cseq, String... contacts) {
        return register(new RegisterOrder(callId, cseq, 0), "flow-" + callId, contacts);
    }

    private RegisterOutcome register(RegisterOrder order, String flow, String... contacts) {
        return registrar.register(
                "2001",
                new RegisterRequest<>(
                        order,
                        false,
                        List.of(contacts).stream().map(SipSyntax::nameAddr).toList(),
                        OptionalLong.empty(),
                        flow,
                        List.of(),
                        true));
    }

    private RegisterOutcome removeAll(String callId, long cseq, long expires) {
        return registrar.register(
                "2001",
                new RegisterRequest<>(
                        new RegisterOrder(callId, cseq, 0),
                        true,
                        List.of(),
                        OptionalLong.of(expires),
                        "flow",
                        List.of(),
                        true));
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
    void phoneIsToldWhatItGotNotASecondLess() {
        register("a", 1, "<sip:2001@10.0.0.1>;expires=120");
        loop.advance(Duration.ofMillis(1));
        assertThat(register("q", 1))
                .isInstanceOfSatisfying(
                        RegisterOutcome.Done.class,
                        done ->
                                assertThat(done.contacts().getFirst().expires().orElse(0))
                                        .isEqualTo(120));
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
    void howMuchAPhoneIsPreferredIsKeptAndShownWhereItSaysSo() {
        register("a", 1, "<sip:2001@10.0.0.1>;q=0.5", "<sip:2001@10.0.0.2>;q=0.0");
        register("b", 1, "<sip:2001@10.0.0.3>", "<sip:2001@10.0.0.4>;q=7");
        assertThat(registrar.bindings("2001"))
                .extracting(binding -> binding.contact().host() + " " + binding.q())
                .containsExactlyInAnyOrder(
                        "10.0.0.1 0.5", "10.0.0.2 0.0", "10.0.0.3 1.0", "10.0.0.4 1.0");
        assertThat(register("q", 1))
                .isInstanceOfSatisfying(
                        RegisterOutcome.Done.class,
                        done ->
                                assertThat(done.contacts())
                                        .extracting(
                                                contact -> contact.params().get("q").orElse("-"))
                                        .containsExactly("0.5", "0.0", "-", "-"));
    }

    /** RFC 5954 §4.2: one address, spelled in several ways. */
    @Test
    void phoneOfOneIpv6AddressIsThereOnceHoweverItSpellsIt() {
        register("a", 1, "<sip:2001@[2001:db8::1]:5062>");
        register("a", 2, "<sip:2001@[2001:DB8:0:0:0:0:0:1]:5062>");
        assertThat(contacts()).containsExactly("sip:2001@[2001:DB8:0:0:0:0:0:1]:5062");
        register("a", 3, "<sip:2001@[2001:db8::0.0.0.1]:5062>;expires=0");
        assertThat(contacts()).isEmpty();
    }

    @Test
    void expiresZeroRemovesThatPhoneOnly() {
        register("a", 1, "<sip:2001@10.0.0.1>");
        register("b", 1, "<sip:2001@10.0.0.2>");
        register("a", 2, "<sip:2001@10.0.0.1>;expires=0");
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.2");
        assertThat(heard)
                .as("no word of a phone that left another")
                .containsExactly("+2001", "+2001");
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
        loop.advance(Duration.ofSeconds(119));
        assertThat(registrar.isRegistered("2001")).isTrue();
        loop.advance(Duration.ofSeconds(1));
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
        assertThat(heard).containsExactly("+2001", "+2001", "-2001");
        assertThat(loop.pendingTimers()).isZero();
    }

    private static String instance(int number) {
        return ";+sip.instance=\"<urn:uuid:%d>\";reg-id=1".formatted(number);
    }

    /** Review 1: the floor ends an agent's absence on such a word, and on no other. */
    @Test
    void phoneThatRegistersAnewIsToldOfAndARefreshIsNot() {
        String phone = "<sip:2001@10.0.0.1>";
        register("a", 1, phone);
        register("a", 2, phone);
        assertThat(heard).as("a refresh").containsExactly("+2001");
        register("b", 1, phone);
        assertThat(heard).as("power-cycled: another Call-ID").hasSize(2);
        register(new RegisterOrder("b", 2, 0), "flow-elsewhere", phone);
        assertThat(heard).as("from another address").hasSize(3);
        register("c", 1, "<sip:2001@10.0.0.2>");
        assertThat(heard).as("a second phone").hasSize(4);
        loop.advance(Duration.ofSeconds(60));
        register("c", 2, "<sip:2001@10.0.0.2>");
        loop.advance(Duration.ofSeconds(60));
        assertThat(heard).as("one of two expired").hasSize(4);
        assertThat(heard).containsOnly("+2001");
    }

    @Test
    void numbersThatBeginAgainUnderTheOldCallIdAreARestartIfSurelyWrittenLater() {
        String phone = "<sip:2001@10.0.0.1>";
        register("a", 7, phone);
        long accepted = loop.nanos();
        loop.advance(Duration.ofSeconds(5));
        assertThat(register(new RegisterOrder("a", 2, accepted), "flow-a", phone))
                .as("its nonce is older: it may have been under way for long")
                .isInstanceOf(RegisterOutcome.Refused.class);
        assertThat(register(new RegisterOrder("a", 2, accepted + 1), "flow-a", phone))
                .isInstanceOf(RegisterOutcome.Done.class);
        assertThat(heard).containsExactly("+2001", "+2001");
        register(new RegisterOrder("a", 3, accepted + 1), "flow-a", phone);
        assertThat(heard).as("then it goes on as ever").hasSize(2);
    }

    /** RFC 5626 §6. */
    @Test
    void phoneThatNamesItselfIsThereOnceWhereverItMovedTo() {
        register("a", 1, "<sip:2001@10.0.0.1:5062>" + instance(1));
        register("b", 1, "<sip:2001@10.0.0.2>" + instance(2));
        register("c", 1, "<sip:2001@10.0.0.7:40000>" + instance(1).replace("urn:uuid", "URN:UUID"));
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.7:40000", "sip:2001@10.0.0.2");
        register("c", 2, "<sip:2001@10.0.0.7:40000>;expires=0");
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.2");
        assertThat(heard).doesNotContain("-2001");
    }

    /** RFC 5626 §6: two flows of one phone, each replaced by its own successor. */
    @Test
    void phoneThatNamesTwoFlowsHasBoth() {
        String second = instance(1).replace("reg-id=1", "reg-id=2");
        register("a", 1, "<sip:2001@10.0.0.1:5062>" + instance(1));
        register("b", 1, "<sip:2001@10.0.0.1:5063>" + second);
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.1:5063", "sip:2001@10.0.0.1:5062");
        register("c", 1, "<sip:2001@10.0.0.1:5064>" + second);
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.1:5064", "sip:2001@10.0.0.1:5062");
        registrar.flowClosed("flow-c");
        assertThat(contacts()).containsExactly("sip:2001@10.0.0.1:5062");
    }

    @Test
    void twoPhonesBehindTwoNatsMayHaveOneAddress() {
        register("a", 1, "<sip:2001@192.168.1.10>" + instance(1));
        register("b", 1, "<sip:2001@192.168.1.10>" + instance(2));
        assertThat(registrar.bindings("2001"))
                .extracting(Binding::flow)
                .containsExactly("flow-b", "flow-a");
    }

    @Test
    void wayBackIsWhatThePhoneSays() {
        register("a", 1, "<sip:2001@10.0.0.1>");
        register("b", 1, "<sip:2001@10.0.0.2;ob>");
        register("c", 1, "<sip:2001@10.0.0.3>" + instance(3));
        assertThat(registrar.bindings("2001"))
                .extracting(Binding::reach)
                .containsExactly(Reach.FLOW, Reach.FLOW, Reach.FLOW_FIRST);
    }

    @Test
    void bindingsOfAnEarlierRunAreTakenBackUntilTheyExpire() {
        register("a", 1, "<sip:2001@10.0.0.1>");
        register("b", 1, "<sip:2001@10.0.0.2>;expires=90");
        List<Binding<String>> kept = List.copyOf(registrar.bindings("2001"));
        assertThat(saved).containsEntry("2001", kept);
        List<String> told = new ArrayList<>();
        Registrar<String> later =
                new Registrar<>(
                        loop, RegistrarSettings.defaults(), new Told(told), BindingStore.none());
        later.restore("2001", kept);
        assertThat(later.bindings("2001")).isEqualTo(kept);
        assertThat(told).containsExactly("+2001");
        loop.advance(Duration.ofSeconds(90));
        assertThat(later.bindings("2001")).hasSize(1);
        later.restore("2001", kept);
        assertThat(later.bindings("2001")).as("whoever is there knows better").hasSize(1);
        loop.advance(Duration.ofSeconds(30));
        later.restore("2001", kept);
        assertThat(later.isRegistered("2001")).as("all have expired").isFalse();
        assertThat(told).containsExactly("+2001", "-2001");
    }

    private record Told(List<String> heard) implements RegistrarListener {
        @Override
        public void registered(String user) {
            heard.add("+" + user);
        }

        @Override
        public void unregistered(String user) {
            heard.add("-" + user);
        }
    }

    @Test
    void randomWalkLeavesNoTimerAndNoUserBehind() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 1; i <= 5_000; i++) {
            String callId = "c" + random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0 -> loop.advance(Duration.ofSeconds(random.nextInt(90)));
                case 1 -> removeAll(callId, i, 0);
                default ->
                        register(
                                callId,
                                i,
                                "<sip:2001@10.0.0.%d>;expires=%d%s"
                                        .formatted(
                                                random.nextInt(7),
                                                random.nextInt(20) == 0
                                                        ? 0
                                                        : random.nextInt(60, 130),
                                                random.nextBoolean()
                                                        ? ""
                                                        : instance(random.nextInt(3))));
            }
            int bindings = registrar.bindings("2001").size();
            assertThat(loop.pendingTimers()).as("seed %d step %d", seed, i).isEqualTo(bindings);
            assertThat(bindings).isLessThanOrEqualTo(Registrar.CONTACTS_MAX);
            assertThat(registrar.isRegistered("2001")).isEqualTo(bindings > 0);
            assertThat(!heard.isEmpty() && heard.getLast().equals("+2001")).isEqualTo(bindings > 0);
            assertThat(saved.getOrDefault("2001", List.of())).isEqualTo(registrar.bindings("2001"));
        }
    }
}
