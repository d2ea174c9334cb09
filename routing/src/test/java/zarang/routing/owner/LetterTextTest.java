package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallerWait;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.WaitBand;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.LogOutReason;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.CarriedCaller.Standing;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineRequest.Wish;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;

/** Every letter comes back as it was written, whatever stands in it. */
final class LetterTextTest {
    private static final Instant WALL = Instant.parse("2026-03-21T08:00:00.123456Z");
    private static final Subject ONE = new Subject("call", "01ABC");
    private static final Subject TWO = new Subject("callback", "x.y-z");
    private static final QueueName SALES = new QueueName("sales");
    private static final OfferId OFFER = new OfferId("n1-kx-1");
    private static final AgentId ANN = new AgentId("2001");
    private static final Duration SPAN = Duration.ofNanos(12_345_678_901L);

    private static Optional<WaitBand> band(int from, Optional<Integer> to) {
        return Optional.of(new WaitBand(from, to));
    }

    static Stream<Letter> letters() {
        return Stream.of(
                        Stream.of(
                                new Letter.Begin("n1~a", 7, 3, List.of()),
                                new Letter.Begin(
                                        "n1~a",
                                        7,
                                        3,
                                        List.of(
                                                caller(ONE, new Standing.Waits()),
                                                caller(TWO, new Standing.Rings(OFFER, ANN, SPAN)),
                                                caller(
                                                        TWO,
                                                        new Standing.Rings(
                                                                List.of(
                                                                        new Standing.Ring(
                                                                                OFFER, ANN, SPAN),
                                                                        new Standing.Ring(
                                                                                new OfferId("o2"),
                                                                                new AgentId("2002"),
                                                                                SPAN.plus(SPAN))))),
                                                caller(ONE, new Standing.Talks(OFFER, ANN)))),
                                new Letter.Pulse("n1~a", 7, 1, 2, 3),
                                new Letter.GaveUp("n1~a", 7),
                                new Letter.Ask(
                                        "n1~a", 7, 1, new OwnerQuestion.OfAgents(Optional.empty())),
                                new Letter.Ask("n1~a", 7, 1, new OwnerQuestion.OfQueues()),
                                answer(
                                        new OwnerAnswer.Queues(
                                                List.of(new QueueNow(SALES, 3, 1, SPAN, 2)))),
                                askOfLine(Optional.empty()),
                                askOfLine(Optional.of(new Wish.MoveTo(SALES))),
                                askOfLine(
                                        Optional.of(
                                                new Wish.Reprioritise(
                                                        Optional.of(Tier.GOLD), Optional.empty()))),
                                askOfLine(
                                        Optional.of(
                                                new Wish.Reprioritise(
                                                        Optional.empty(), Optional.of(SPAN)))),
                                line(Optional.empty()),
                                line(Optional.of(ANN)),
                                ask(new AgentWish.Ready()),
                                ask(new AgentWish.Pause(new PauseReason("lunch"))),
                                ask(new AgentWish.LogOut()),
                                ask(new AgentWish.MoreWrapUp(SPAN)),
                                answer(new OwnerAnswer.Agents(List.of(), true)),
                                answer(new OwnerAnswer.Agents(agents(), false))),
                        Stream.of(
                                        new QueueCommand.Join(
                                                ONE, SALES, Tier.GOLD, WALL.minus(SPAN), SPAN),
                                        new QueueCommand.Join(
                                                ONE,
                                                SALES,
                                                Tier.GOLD,
                                                WALL.minus(SPAN),
                                                SPAN,
                                                wants()),
                                        new QueueCommand.Leave(
                                                ONE, QueueCommand.LeaveReason.LEFT_BY_KEY),
                                        new QueueCommand.OfferAnswered(ONE, OFFER, ANN),
                                        new QueueCommand.OfferFailed(
                                                ONE, OFFER, ANN, QueueCommand.OfferFailure.BUSY),
                                        new QueueCommand.TalkEnded(ONE, OFFER, ANN),
                                        new QueueCommand.TalkEnded(
                                                ONE,
                                                OFFER,
                                                ANN,
                                                Optional.of(new CallerWait(SALES, WALL))),
                                        new QueueCommand.AskPlace(ONE),
                                        new QueueCommand.NobodyThere(ONE, OFFER, ANN))
                                .map(said -> new Letter.Said("n1~a", 7, 1, 2, said)),
                        Stream.of(
                                        new QueueEvent.Joined(ONE, SALES, 4),
                                        new QueueEvent.Placed(ONE, SALES, 4, Optional.empty()),
                                        new QueueEvent.Placed(
                                                ONE, SALES, 4, band(0, Optional.of(2))),
                                        new QueueEvent.Placed(
                                                ONE, SALES, 4, band(60, Optional.empty())),
                                        new QueueEvent.Offered(
                                                ONE,
                                                OFFER,
                                                ANN,
                                                new DialTarget.Registered("2001"),
                                                SPAN),
                                        new QueueEvent.Offered(
                                                ONE,
                                                OFFER,
                                                ANN,
                                                new DialTarget.Fixed("sip:a\\b@127.0.0.1"),
                                                SPAN),
                                        new QueueEvent.Offered(
                                                ONE,
                                                OFFER,
                                                ANN,
                                                new DialTarget.Outside(
                                                        "+982112345678", List.of("one", "two")),
                                                SPAN),
                                        new QueueEvent.OfferRevoked(ONE, OFFER),
                                        new QueueEvent.Moved(
                                                ONE,
                                                SALES,
                                                new QueueName("club"),
                                                3,
                                                QueueEvent.MoveReason.MAX_WAIT,
                                                Optional.empty()),
                                        new QueueEvent.Moved(
                                                ONE,
                                                SALES,
                                                new QueueName("club"),
                                                3,
                                                QueueEvent.MoveReason.SUPERVISOR,
                                                Optional.of("api eva")),
                                        new QueueEvent.Reprioritised(
                                                ONE, SALES, Tier.GOLD, SPAN, 1, "api eva"),
                                        new QueueEvent.Over(ONE, QueueEvent.Outcome.UNKNOWN_QUEUE))
                                .map(told -> new Letter.Told("n1~a", 7, 1, 2, 3, told)))
                .flatMap(all -> all);
    }

    private static CarriedCaller caller(Subject subject, Standing standing) {
        return new CarriedCaller(
                subject, SALES, Tier.SILVER, SPAN, SPAN, true, standing, SPAN, wants());
    }

    private static CallerWants wants() {
        return new CallerWants(
                Map.of("english", 3, "a:b", 1),
                Optional.of(new CallerWants.Preferred(ANN, Duration.ofSeconds(45))));
    }

    private static Letter ask(AgentWish wish) {
        return new Letter.Ask(
                "n1~a",
                7,
                1,
                new OwnerQuestion.OfAgents(
                        Optional.of(new AgentRequest(ANN, wish, "a key\nof\tits own"))));
    }

    private static Letter askOfLine(Optional<Wish> wish) {
        return new Letter.Ask(
                "n1~a",
                7,
                1,
                new OwnerQuestion.OfLine(
                        SALES, wish.map(what -> new LineRequest(ONE, SALES, what, "api\teva"))));
    }

    private static Letter answer(OwnerAnswer answer) {
        return new Letter.Answer("n1~a", 7, 1, answer);
    }

    private static Letter line(Optional<AgentId> rings) {
        WaitingCaller caller =
                new WaitingCaller(
                        ONE,
                        SALES,
                        2,
                        Tier.GOLD,
                        SPAN,
                        SPAN,
                        SPAN,
                        SPAN,
                        true,
                        new TreeMap<>(wants().skills()),
                        wants().prefer(),
                        rings);
        return answer(new OwnerAnswer.Line(LineResult.RINGING, List.of(caller, caller)));
    }

    private static List<AgentView> agents() {
        AgentState.WrapUp wrapUp = new AgentState.WrapUp(OFFER, WALL);
        return Stream.of(
                        new AgentState.LoggedOut(),
                        new AgentState.LoggedOut(LogOutReason.NO_PHONE, Optional.of(wrapUp)),
                        new AgentState.LoggedOut(LogOutReason.CHOSEN, Optional.empty()),
                        new AgentState.Available(WALL),
                        new AgentState.Reserved(OFFER, WALL),
                        new AgentState.OnCall(OFFER),
                        wrapUp,
                        new AgentState.Resting(AgentState.RestReason.BUSY, WALL),
                        new AgentState.NotReady(PauseReason.MISSED_OFFERS, Optional.of(WALL)),
                        new AgentState.NotReady(new PauseReason("lunch"), Optional.empty()))
                .map(state ->
                        new AgentView(
                                ANN,
                                "مریم\tor\nAnn\\t",
                                List.of(SALES, new QueueName("club")),
                                state,
                                WALL,
                                new AgentWish.Pause(new PauseReason("lunch"))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("letters")
    void comesBackAsItWasWritten(Letter letter) {
        assertThat(LetterText.read(LetterText.write(letter, WALL), WALL)).contains(letter);
    }

    @Test
    void whatCountsIsHowLongAgoACallerCameWhateverTheClocksSay() {
        Letter joins =
                new Letter.Said(
                        "n1~a",
                        7,
                        1,
                        1,
                        new QueueCommand.Join(ONE, SALES, Tier.GOLD, WALL.minusSeconds(90)));
        Instant elsewhere = WALL.plusSeconds(3_600);
        assertThat(LetterText.read(LetterText.write(joins, WALL), elsewhere))
                .contains(
                        new Letter.Said(
                                "n1~a",
                                7,
                                1,
                                1,
                                new QueueCommand.Join(
                                        ONE, SALES, Tier.GOLD, elsewhere.minusSeconds(90))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pulse",
                "pulse\tn1\tx\t1\t2\t3",
                "pulse\tn1\t99999999999999999999\t1\t2\t3",
                "letter\tn1\t7\t1",
                "said\tn1\t7\t1\t2\tjoin\tnobody\tsales\tgold\t1",
                "told\tn1\t7\t1\t2\t3\tover\tcall:1\tWHATEVER",
                "begin\tn1\t7\t1\ncall:1\tsales",
                "answer\tn1\t7\t1\tagents\n2001\tAnn\tsales\twrap-up\to\tnever"
            })
    void whatIsNoLetterIsNone(String text) {
        assertThat(LetterText.read(text, WALL)).isEmpty();
    }
}
