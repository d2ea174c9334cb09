package zarang.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.delivery.DeliveryStore.Taken;

/** What every store of messages must do. Time is what the test says. */
abstract class OutboxContract {
    private static final Instant NOW = Instant.parse("2026-03-21T08:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int ALL = 10;

    private final TestDestination crm = new TestDestination("crm");
    private Outbox outbox;

    /** A store that was empty when the test began. */
    abstract Outbox outbox();

    @BeforeEach
    void anEmptyStore() {
        outbox = outbox();
    }

    private Taken put(String subject, long order) {
        String text = subject + order;
        Message message = new Message(subject, order, text, "body " + text);
        return outbox.enqueue(List.of(crm), message, NOW).getFirst();
    }

    private List<ClaimedDelivery> claim(Instant at) {
        return outbox.claim("crm", "n1", at, LEASE, ALL).deliveries();
    }

    private List<String> ids(Instant at) {
        return claim(at).stream().map(ClaimedDelivery::id).toList();
    }

    @Test
    void aSubjectsMessagesAreGivenOneAfterAnother() {
        put("a", 1);
        put("a", 2);
        put("b", 1);
        List<ClaimedDelivery> first = claim(NOW);
        assertThat(first).extracting(ClaimedDelivery::id).containsExactlyInAnyOrder("a1", "b1");
        assertThat(ids(NOW)).as("while they are sent").isEmpty();
        outbox.delivered("crm", first.get(0), NOW);
        outbox.delivered("crm", first.get(1), NOW);
        assertThat(claim(NOW)).containsExactly(new ClaimedDelivery("a", "a2", "body a2", 0, NOW));
        assertThat(outbox.claim("crm", "n1", NOW, LEASE, ALL).pending()).isEqualTo(1);
    }

    @Test
    void aMessageIsTakenOnce() {
        assertThat(put("a", 1)).isEqualTo(Taken.QUEUED);
        assertThat(put("a", 1)).isEqualTo(Taken.KNOWN);
        outbox.delivered("crm", claim(NOW).getFirst(), NOW);
        assertThat(put("a", 1)).as("after it was delivered").isEqualTo(Taken.KNOWN);
        assertThat(ids(NOW)).isEmpty();
    }

    @Test
    void noMoreThanAskedForAreGiven() {
        put("a", 1);
        put("b", 1);
        assertThat(outbox.claim("crm", "n1", NOW, LEASE, 1).deliveries()).hasSize(1);
        assertThat(outbox.claim("crm", "n1", NOW, LEASE, 1).deliveries()).hasSize(1);
    }

    @Test
    void aClaimThatIsNotSettledLapses() {
        put("a", 1);
        assertThat(ids(NOW)).containsExactly("a1");
        assertThat(ids(NOW.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(ids(NOW.plus(LEASE))).containsExactly("a1");
    }

    @Test
    void whatADeadNodeWasSendingIsDueForItsNextProcessAtOnceAndNobodyElses() {
        put("a", 1);
        put("b", 1);
        outbox.claim("crm", "n1", NOW, LEASE, 1);
        List<ClaimedDelivery> others = outbox.claim("crm", "n2", NOW, LEASE, 1).deliveries();
        outbox.release("crm", "n1", NOW);
        assertThat(claim(NOW)).hasSize(1).doesNotContainAnyElementsOf(others);
    }

    @Test
    void aRetryWaitsAndCountsAndHoldsBackItsSubject() {
        put("a", 1);
        put("a", 2);
        outbox.retry("crm", claim(NOW).getFirst(), NOW.plusSeconds(5), false);
        DeliveryStore.Claim early = outbox.claim("crm", "n1", NOW.plusSeconds(4), LEASE, ALL);
        assertThat(early.deliveries()).isEmpty();
        assertThat(early.nextDue()).contains(NOW.plusSeconds(5));
        assertThat(early.oldest()).contains(NOW);
        assertThat(claim(NOW.plusSeconds(5)))
                .containsExactly(new ClaimedDelivery("a", "a1", "body a1", 1, NOW));
    }

    @Test
    void aReceiverThatIsBackGetsWhatWaitsButNotWhatItAskedToHold() {
        put("a", 1);
        put("b", 1);
        List<ClaimedDelivery> both = claim(NOW);
        outbox.retry("crm", both.get(0), NOW.plusSeconds(500), false);
        outbox.retry("crm", both.get(1), NOW.plusSeconds(500), true);
        assertThat(outbox.revive("crm", NOW)).isEqualTo(1);
        assertThat(ids(NOW)).containsExactly(both.get(0).id());
    }

    @Test
    void whatIsBuriedMakesRoomForTheNextOfItsSubject() {
        put("a", 1);
        put("a", 2);
        outbox.bury("crm", claim(NOW).getFirst(), NOW, "no");
        assertThat(ids(NOW)).containsExactly("a2");
    }

    @Test
    void aSettlementThatComesTwiceTouchesNoOtherMessage() {
        put("a", 1);
        put("a", 2);
        ClaimedDelivery first = claim(NOW).getFirst();
        outbox.delivered("crm", first, NOW);
        outbox.delivered("crm", first, NOW);
        outbox.retry("crm", first, NOW.plusSeconds(9), false);
        outbox.bury("crm", first, NOW, "no");
        assertThat(ids(NOW)).containsExactly("a2");
    }

    @Test
    void atItsBoundADestinationTakesNoMoreAndOthersDo() {
        TestDestination other = new TestDestination("other");
        for (int n = 1; n <= crm.pendingMax(); n++) {
            put("a", n);
        }
        assertThat(outbox.enqueue(List.of(crm, other), new Message("b", 1, "b1", "body"), NOW))
                .containsExactly(Taken.NO_ROOM, Taken.QUEUED);
    }

    @Test
    void anAddressThatWantsNothingMoreIsKnownByItsHashUntilItIsBack() {
        outbox.gone("crm", "somewhere");
        assertThat(outbox.claim("crm", "n1", NOW, LEASE, ALL).goneAddress())
                .isEqualTo(DeliveryStore.hash("somewhere"));
        outbox.back("crm");
        assertThat(outbox.claim("crm", "n1", NOW, LEASE, ALL).goneAddress()).isEmpty();
    }

    @Test
    void aDestinationThatNobodyServesCanBeDeleted() {
        put("a", 1);
        claim(NOW);
        assertThat(outbox.unserved(NOW.minusSeconds(1))).isEmpty();
        outbox.delete("crm", NOW.minusSeconds(1));
        assertThat(ids(NOW.plus(LEASE))).containsExactly("a1");
        Instant later = NOW.plus(Duration.ofHours(2));
        assertThat(outbox.unserved(later)).containsExactly("crm");
        outbox.delete("crm", later);
        assertThat(outbox.unserved(later)).isEmpty();
        DeliveryStore.Claim none = outbox.claim("crm", "n1", later, LEASE, ALL);
        assertThat(none.deliveries()).isEmpty();
        assertThat(none.oldest()).isEqualTo(Optional.empty());
    }
}
