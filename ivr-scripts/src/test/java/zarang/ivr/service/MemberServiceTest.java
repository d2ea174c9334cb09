package zarang.ivr.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.member.Member;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

class MemberServiceTest {
    private static final PhoneNumber MINA = new PhoneNumber("+989121234567");
    private static final Member MEMBER =
            new Member(new MemberId("m1"), "Mina", Tier.GOLD, new Points(102150));

    private final List<PhoneNumber> asked = new ArrayList<>();
    private MemberLookup result = new MemberLookup.Unknown();

    private ServiceAnswer ask(Optional<PhoneNumber> caller) {
        return new MemberService(new Club())
                .ask(new ServiceQuestion(caller, Map.of()))
                .toCompletableFuture()
                .join();
    }

    @Test
    void memberIsKnownToTheCallAndTheScriptGetsTierAndPoints() {
        result = new MemberLookup.Found(MEMBER);
        assertThat(ask(Optional.of(MINA)))
                .isEqualTo(
                        new ServiceAnswer.Given(
                                "found",
                                Map.of(
                                        "tier",
                                        new ScriptValue.Text("gold"),
                                        "points",
                                        new ScriptValue.Decimal(new BigDecimal("1021.5"))),
                                Optional.of(MEMBER)));
        assertThat(asked).containsExactly(MINA);
    }

    @Test
    void withheldNumberIsNotLookedUp() {
        assertThat(ask(Optional.empty())).isEqualTo(new ServiceAnswer.Given("withheld"));
        assertThat(asked).isEmpty();
    }

    @Test
    void everyOtherResultHasItsAnswer() {
        assertThat(ask(Optional.of(MINA))).isEqualTo(new ServiceAnswer.Given("unknown"));
        result = new MemberLookup.Withheld();
        assertThat(ask(Optional.of(MINA))).isEqualTo(new ServiceAnswer.Given("withheld"));
        result = new MemberLookup.TimedOut();
        assertThat(ask(Optional.of(MINA))).isEqualTo(new ServiceAnswer.TimedOut());
        result = new MemberLookup.Failed("redis is gone");
        assertThat(ask(Optional.of(MINA))).isEqualTo(new ServiceAnswer.Failed("redis is gone"));
    }

    private final class Club implements MemberDirectory {
        @Override
        public CompletionStage<MemberLookup> find(PhoneNumber number) {
            asked.add(number);
            return CompletableFuture.completedFuture(result);
        }

        @Override
        public Optional<PhoneNumber> parse(WrittenNumber written) {
            return Optional.empty();
        }

        @Override
        public Tier lowestTier() {
            return Tier.BRONZE;
        }
    }
}
