package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 3264 §4: one offer at a time, whoever makes it. */
class OfferAnswerTest {
    @Test
    void firstOfferOfEitherSideLeadsToAnAgreement() {
        assertThat(OfferAnswer.NOTHING.offer()).isEqualTo(OfferAnswer.FIRST_OURS);
        assertThat(OfferAnswer.NOTHING.offered()).isEqualTo(OfferAnswer.FIRST_THEIRS);
        assertThat(OfferAnswer.FIRST_OURS.agreed()).isEqualTo(OfferAnswer.AGREED);
        assertThat(OfferAnswer.FIRST_THEIRS.agreed()).isEqualTo(OfferAnswer.AGREED);
    }

    @Test
    void laterOfferThatIsRefusedLeavesWhatWasAgreedOn() {
        assertThat(OfferAnswer.AGREED.offer().withdrawn()).isEqualTo(OfferAnswer.AGREED);
        assertThat(OfferAnswer.AGREED.offered().withdrawn()).isEqualTo(OfferAnswer.AGREED);
    }

    @Test
    void firstOfferThatIsRefusedLeavesNothing() {
        assertThat(OfferAnswer.FIRST_OURS.withdrawn()).isEqualTo(OfferAnswer.NOTHING);
        assertThat(OfferAnswer.FIRST_THEIRS.withdrawn()).isEqualTo(OfferAnswer.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_OURS", "FIRST_THEIRS", "OURS", "THEIRS"})
    void offerBesideAnotherIsAFaultOfWhoeverDidNotAskFirst(OfferAnswer pending) {
        assertThat(pending.isFree()).isFalse();
        assertThatIllegalStateException().isThrownBy(pending::offer);
        assertThatIllegalStateException().isThrownBy(pending::offered);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "AGREED"})
    void answerWithoutAnOfferIsAFault(OfferAnswer free) {
        assertThat(free.isFree()).isTrue();
        assertThatIllegalStateException().isThrownBy(free::agreed);
    }

    @Test
    void onlyAnOfferOfOursWaitsForTheirAnswer() {
        assertThat(OfferAnswer.values())
                .filteredOn(OfferAnswer::isOurs)
                .containsExactly(OfferAnswer.FIRST_OURS, OfferAnswer.OURS);
    }
}
