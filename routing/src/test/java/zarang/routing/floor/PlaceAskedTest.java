package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.call;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.WaitBand;
import zarang.routing.estimate.WaitErrors;

/** CC17: a caller who asks hears where it stands now, and how long it may expect to wait. */
final class PlaceAskedTest {
    private static final int TALK_S = 55;
    private static final int WRAP_UP_S = 5;

    private final TestFloor on = TestFloor.withAnn();

    private Optional<QueueEvent.Placed> place(int caller) {
        int before = on.heard.size();
        on.tell(new QueueCommand.AskPlace(call(caller)));
        return on.heard.subList(before, on.heard.size()).stream()
                .map(QueueEvent.Placed.class::cast)
                .findFirst();
    }

    private static QueueEvent.Placed at(int caller, int position, Optional<WaitBand> band) {
        return new QueueEvent.Placed(call(caller), SALES, position, band);
    }

    /** Ann serves a caller a minute, and so many come before she begins. */
    private void serve(int from, int to) {
        for (int caller = from; caller <= to; caller++) {
            on.answer(caller);
            on.pass(TALK_S);
            on.endTalk(caller);
            on.pass(WRAP_UP_S);
        }
    }

    @Test
    void placeChangesWithThoseWhoComeBeforeAndGo() {
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        assertThat(place(2)).contains(at(2, 2, Optional.empty()));
        on.join(3, Tier.GOLD);
        assertThat(place(2)).contains(at(2, 3, Optional.empty()));
        on.abandon(1);
        on.abandon(3);
        assertThat(place(2)).contains(at(2, 1, Optional.empty()));
    }

    @Test
    void waitIsToldOnceFiveWhoWaitedWereAnswered() {
        for (int caller = 1; caller <= 9; caller++) {
            on.join(caller, Tier.BRONZE);
        }
        on.reachable(ANN);
        serve(1, 5);
        // the first of them had not waited for anybody's call to end: 0, 1, 2, 3, 4 minutes
        assertThat(place(9)).contains(at(9, 3, Optional.of(new WaitBand(2, Optional.of(5)))));
        serve(6, 9);
        assertThat(on.queue().estimates())
                .as("nothing was known when they joined")
                .isEqualTo(WaitErrors.NONE);

        for (int caller = 11; caller <= 13; caller++) {
            on.join(caller, Tier.BRONZE);
        }
        serve(11, 13);
        assertThat(on.queue().estimates().told()).isEqualTo(2);
        assertThat(on.queue().estimates().kept()).isEqualTo(2);
    }

    @Test
    void callbackWhichWaitsForAnAgentAndThenForItsPhoneTeachesNothing() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        for (int back = 1; back <= 5; back++) {
            Subject subject = new Subject("callback", "b" + back);
            on.tell(
                    new QueueCommand.Join(
                            subject, SALES, Tier.BRONZE, on.loop.instant().minusSeconds(60)));
        }
        on.pass(TALK_S);
        on.endTalk(1);
        on.pass(WRAP_UP_S);
        for (int back = 1; back <= 5; back++) {
            QueueEvent.Offered offer = (QueueEvent.Offered) on.heard.getLast();
            on.tell(new QueueCommand.OfferAnswered(offer.subject(), offer.offer(), offer.agent()));
            on.pass(TALK_S);
            on.tell(new QueueCommand.TalkEnded(offer.subject(), offer.offer(), offer.agent()));
            on.pass(WRAP_UP_S);
        }
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.BRONZE);
        assertThat(place(3)).contains(at(3, 1, Optional.empty()));
    }

    @Test
    void nobodyIsToldWhoDoesNotStandInTheLine() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        assertThat(place(1)).as("rung").isEmpty();
        on.answer(1);
        assertThat(place(1)).as("talks").isEmpty();
        on.endTalk(1);
        assertThat(place(1)).as("gone").isEmpty();
        assertThat(place(77)).as("never here").isEmpty();
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.BRONZE);
        on.floor.putAway();
        assertThat(place(3)).as("decided elsewhere").isEmpty();
    }
}
