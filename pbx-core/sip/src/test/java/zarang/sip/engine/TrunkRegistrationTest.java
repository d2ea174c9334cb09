package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.engine.TrunkStatus;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;

class TrunkRegistrationTest {
    private final CarrierWorld world = new CarrierWorld(Optional.of(Duration.ofMinutes(10)));

    private TrunkStatus status() {
        return world.engine.trunks().getFirst();
    }

    private List<SipRequest> registers() {
        return world.one.all("REGISTER");
    }

    private SipResponse.Builder granted(SipRequest register, int seconds) {
        return world.one
                .response(register, 200)
                .contact(
                        SipSyntax.nameAddr(register.contacts().getFirst() + ";expires=" + seconds));
    }

    /** Asks for the password with a new nonce each time, then grants. */
    private void asksAndGrants(int seconds) {
        int[] nonce = {0};
        world.one.answers(request -> {
            if (!request.is("REGISTER")) {
                return List.of(world.one.response(request, 200));
            }
            boolean fresh =
                    request.header("Authorization")
                            .filter(value -> value.contains("nonce=\"n" + nonce[0] + "\""))
                            .isPresent();
            if (fresh) {
                nonce[0]++;
                return List.of(granted(request, seconds));
            }
            return List.of(world.one.challenge(request, "n" + nonce[0]));
        });
    }

    private void after(Duration time) {
        world.loop.advance(time);
    }

    private void nextAttempt() {
        world.engine.checkTrunk("one");
        after(Duration.ofMillis(100));
    }

    @Test
    void registersWithThePasswordAndRenewsAtHalfOfWhatIsGranted() {
        asksAndGrants(120);
        nextAttempt();
        assertThat(status().registration()).isEqualTo("registered");
        SipRequest register = registers().getLast();
        assertThat(register.requestUri().toString()).isEqualTo("sip:one.example");
        assertThat(register.to().uri().toString()).isEqualTo("sip:02191001234@one.example");
        assertThat(register.contacts().getFirst().uri().toString())
                .isEqualTo("sip:line@10.0.0.1:5060");
        assertThat(register.header("Expires")).contains("600");
        int before = registers().size();
        after(Duration.ofSeconds(58));
        assertThat(registers()).hasSize(before);
        after(Duration.ofSeconds(3));
        assertThat(registers()).hasSizeGreaterThan(before);
        assertThat(status().registration()).isEqualTo("registered");
        assertThat(registers().getFirst().callId()).isEqualTo(registers().getLast().callId());
    }

    /** As registrars write it who drop a default port, or put their own view of us there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<sip:line@10.0.0.1;lr>;expires=60", "<sip:line@203.0.113.7>;expires=60"})
    void whatIsGrantedIsReadHoweverOurContactIsWritten(String contact) {
        world.one.answers(request ->
                List.of(
                        world.one
                                .response(request, 200)
                                .contact(SipSyntax.nameAddr(contact))
                                .header("Expires", "3600")));
        nextAttempt();
        int before = registers().size();
        after(Duration.ofSeconds(31));
        assertThat(registers()).as("half of 60 s").hasSizeGreaterThan(before);
    }

    @Test
    void trunkThatAsksForEverIsAnsweredOnceAndThenLeftForMinutes() {
        int[] nonce = {0};
        world.one.answers(request -> List.of(world.one.challenge(request, "n" + ++nonce[0])));
        int before = registers().size();
        nextAttempt();
        assertThat(registers()).hasSize(before + 2);
        assertThat(status().registration()).isEqualTo("refused");
        assertThat(status().why()).isEqualTo("it does not take user and password");
        after(Duration.ofMinutes(3));
        assertThat(registers()).hasSize(before + 2);
        after(Duration.ofMinutes(4));
        assertThat(registers()).hasSize(before + 4);
    }

    @Test
    void refusalIsSaidInWordsAndAskedAgainRarely() {
        world.one.answersAll(403);
        nextAttempt();
        assertThat(status().registration()).isEqualTo("refused");
        assertThat(status().why()).contains("403").contains("ask the carrier");
        int before = registers().size();
        after(Duration.ofHours(10));
        assertThat(registers().size() - before).isBetween(8, 20);
    }

    @Test
    void trunkThatWantsLongerRegistrationsGetsThem() {
        world.one.answers(request ->
                List.of(
                        request.header("Expires").equals(Optional.of("600"))
                                ? world.one.response(request, 423).header("Min-Expires", "1800")
                                : granted(request, 1800)));
        nextAttempt();
        assertThat(status().registration()).isEqualTo("registered");
        assertThat(registers().getLast().header("Expires")).contains("1800");
    }

    @Test
    void trunkThatVanishesForAnHourIsAskedLessAndLessAndComesBack() {
        asksAndGrants(120);
        nextAttempt();
        world.one.isDead();
        after(Duration.ofMinutes(3));
        assertThat(status().registration()).isEqualTo("unreachable");
        assertThat(status().why()).contains("not answered");
        after(Duration.ofHours(1));
        assertThat(status().state()).isEqualTo("down");
        asksAndGrants(120);
        after(Duration.ofMinutes(7));
        assertThat(status().registration()).isEqualTo("registered");
        assertThat(status().state()).isEqualTo("up");
        assertThat(status().why()).isEmpty();
    }

    @Test
    void trunkThatIsBusySaysWhenToAskAgain() {
        world.one.answers(
                request -> List.of(world.one.response(request, 503).header("Retry-After", "900")));
        nextAttempt();
        int before = registers().size();
        assertThat(status().registration()).isEqualTo("unreachable");
        after(Duration.ofMinutes(14));
        assertThat(registers()).hasSize(before);
        after(Duration.ofMinutes(2));
        assertThat(registers()).hasSizeGreaterThan(before);
    }

    @Test
    void trunkThatAsksToBeLeftAloneIsNotAskedWhetherItIsThereMeanwhile() {
        world.two.answers(
                request -> List.of(world.two.response(request, 503).header("Retry-After", "100")));
        after(Duration.ofSeconds(31));
        int before = world.two.all("OPTIONS").size();
        after(Duration.ofSeconds(89));
        assertThat(world.two.all("OPTIONS")).hasSize(before);
        world.two.answersAll(200);
        after(Duration.ofSeconds(40));
        assertThat(world.two.all("OPTIONS")).hasSizeGreaterThan(before);
        assertThat(world.heard.trunks).doesNotContain("two down OPTIONS got 503");
    }

    @Test
    void trunkThatMissesTwiceIsDownAndPassedByUntilItAnswers() {
        world.one.isDead();
        world.two.answersAll(200);
        after(Duration.ofMinutes(2));
        assertThat(world.heard.trunks).contains("two up ", "one down OPTIONS was not answered");
        assertThat(world.levels("zarang_trunk_up", "one")).isZero();
        assertThat(world.levels("zarang_trunk_up", "two")).isOne();
        int before = world.one.all("INVITE").size();
        world.two.answersAll(100, 404);
        world.dial("02188001234", "", "one", "two");
        assertThat(world.one.all("INVITE")).hasSize(before);
        assertThat(world.two.all("INVITE")).hasSize(1);
        world.one.answersAll(405);
        after(Duration.ofSeconds(40));
        assertThat(world.heard.trunks.getLast()).isEqualTo("one up ");
    }

    @Test
    void trunkThatWasAskedAsWeStoppedIsNotSaidToBeDown() {
        world.one.isDead();
        after(Duration.ofSeconds(31));
        assertThat(world.heard.trunks).as("missed once, and asked again").containsOnly("two up ");
        world.engine.close();
        after(Duration.ofMinutes(2));
        assertThat(world.heard.trunks).doesNotContain("one down OPTIONS was not answered");
    }
}
