package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.RungFor;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** What an agent's phone is told of a caller. */
class CallerDisplayTest {
    private static final CallerShown ALI =
            new CallerShown(
                    "Ali \"Reza\"\r\nX: y",
                    "+98912",
                    Optional.of(new QueueName("sales")),
                    Optional.of(Tier.GOLD),
                    Optional.empty());

    private static final CallerDisplay ALL =
            new CallerDisplay(
                    "{queue} {tier} {name}",
                    new PhoneWords("تماس برگشتی", "شنود", "نجوا", "ورود به تماس"),
                    Optional.of("<http://127.0.0.1>;info={queue}-{tier}"),
                    Optional.of("<https://crm.example/?n={number}&who={name}>;purpose=info"));

    private static List<String> lines(CallerDisplay display, CallerShown caller) {
        return display.headers(caller).stream().map(Object::toString).toList();
    }

    @Test
    void queueTierAndNumberStandWhereTheyAreWanted() {
        CallerShown plain =
                new CallerShown(
                        "",
                        "+98912",
                        Optional.of(new QueueName("sales")),
                        Optional.of(Tier.GOLD),
                        Optional.empty());
        assertThat(ALL.name(plain)).isEqualTo("sales gold");
        assertThat(lines(ALL, plain))
                .containsExactly("Alert-Info: <http://127.0.0.1>;info=sales-gold");
    }

    @Test
    void nothingThatACallerIsCalledEndsALineOrAUri() {
        assertThat(lines(ALL, ALI))
                .containsExactly(
                        "Alert-Info: <http://127.0.0.1>;info=sales-gold",
                        "Call-Info: <https://crm.example/?n=%2B98912&who="
                                + "Ali%20%22Reza%22%0D%0AX%3A%20y>;purpose=info");
        assertThat(CallerAddress.of(ALL.name(ALI), ALI.user(), "10.0.0.1").toString())
                .isEqualTo("\"sales gold Ali \\\"Reza\\\"X: y\" <sip:+98912@10.0.0.1>");
    }

    @Test
    void whoIsToBeCalledBackIsShownSoInTheWordsOfTheHouse() {
        CallerShown ali = CallerShown.of("Ali", "+98912");
        CallerShown back = ali.on(RungFor.CALL_BACK);
        assertThat(ALL.name(back)).isEqualTo("تماس برگشتی Ali");
        assertThat(CallerDisplay.NAME.name(back)).isEqualTo("Call-back Ali");
        assertThat(CallerDisplay.NAME.name(CallerShown.of("", "+98912").on(RungFor.CALL_BACK)))
                .isEqualTo("Call-back");
        assertThat(ALL.name(ali)).as("who calls").isEqualTo("Ali");
    }

    @ParameterizedTest
    @CsvSource({"LISTEN, شنود, Listen", "WHISPER, نجوا, Whisper", "BARGE, ورود به تماس, Barge-in"})
    void supervisorsPhoneSaysWhatItIsRungForInTheWordsOfTheHouse(
            RungFor purpose, String house, String unsaid) {
        CallerShown talk = CallerShown.of("", "2001").on(purpose);
        assertThat(ALL.name(talk)).isEqualTo(house);
        assertThat(CallerDisplay.NAME.name(talk)).isEqualTo(unsaid);
    }

    @Test
    void wordThatNoPhoneCouldShowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneWords("Call-back", "a\nb", "Whisper", "Barge-in"));
    }

    /** A phone of the house that is reached through a carrier. */
    @Test
    void phoneThatIsReachedOverATrunkIsToldWhatItIsRungForToo() {
        CarrierWorld world = new CarrierWorld();
        world.one.answersAll(100, 486);
        world.dial(
                new DialTarget.Outside("02188001234", List.of("one")),
                CallerShown.of("Ali", "+98912").on(RungFor.CALL_BACK));
        assertThat(world.one.last("INVITE").orElseThrow().from().display())
                .isEqualTo("Call-back Ali");
        world.dial(
                new DialTarget.Outside("02188001234", List.of("one")),
                CallerShown.of("Ali", "+98912"));
        assertThat(world.one.last("INVITE").orElseThrow().from().display()).isEqualTo("Ali");
    }

    @Test
    void whoIsAnonymousOrInNoQueueHasNoSuchHeader() {
        assertThat(lines(ALL, CallerShown.of("Ali", "anonymous"))).isEmpty();
        assertThat(CallerDisplay.NAME.headers(ALI)).isEmpty();
        assertThat(CallerDisplay.NAME.name(CallerShown.of("Ali", "1"))).isEqualTo("Ali");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urn:alert:source:external>",
                "<urn:alert:priority:high>;appearance=1",
                "<http://www.notused.com>;info=alert-{tier};x-line-id=0"
            })
    void whatPhonesUnderstandMayBeWritten(String text) {
        assertThat(CallerDisplay.isHeader(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "info=sales",
                "<http://127.0.0.1",
                "<http://127.0.0.1>;info=a b",
                "<http://127.0.0.1>\r\nX: y",
                "<http://127.0.0.1>, <http://127.0.0.2>",
                "<http://127.0.0.1>;info={secret}",
                "<http://127.0.0.1>;info=\"a\""
            })
    void whatWouldBreakTheMessageMayNot(String text) {
        assertThat(CallerDisplay.isHeader(text)).isFalse();
    }

    @Test
    void phoneThatIsRungIsToldOfTheQueue() {
        EngineWorld world = new EngineWorld(1, 0, 10);
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg,
                        leg,
                        new DialTarget.Fixed("sip:phone@10.0.0.9"),
                        ALI.by(new AgentId("2001"))));
        SipRequest invite = (SipRequest) world.received.getLast();
        assertThat(invite.header("Alert-Info")).contains("<http://127.0.0.1>;info=sales");
        assertThat(invite.header("Referred-By")).contains("<sip:2001@10.0.0.1>");
        assertThat(invite.from().display()).isEqualTo("Ali \"Reza\"X: y");
        world.respond(SipResponse.to(invite, 486).toTag("phone").build());
    }

    @Test
    void whatWasPressedAndWhoHandsTheCallerOnStandWhereTheyAreWanted() {
        CallerDisplay display =
                new CallerDisplay(
                        "{by} {pressed} {name}",
                        PhoneWords.ENGLISH,
                        Optional.of("<http://127.0.0.1>;info={queue}-{pressed}"),
                        Optional.of("<https://crm.example/?by={by}>;purpose=info"));
        CallerShown chose =
                new CallerShown(
                        "Ali",
                        "+98912",
                        Optional.of(new QueueName("sales")),
                        Optional.empty(),
                        Optional.empty(),
                        "1-*",
                        RungFor.CALL);
        assertThat(display.name(chose)).isEqualTo("1-* Ali");
        assertThat(lines(display, chose))
                .containsExactly("Alert-Info: <http://127.0.0.1>;info=sales-1-*");
        CallerShown handedOn = chose.by(new AgentId("2001"));
        assertThat(display.name(handedOn)).isEqualTo("2001 1-* Ali");
        assertThat(lines(display, handedOn))
                .contains("Call-Info: <https://crm.example/?by=2001>;purpose=info");
    }

    @Test
    void displayKnowsItsWordsToo() {
        assertThat(CallerDisplay.isDisplay("صف {queue}: {name}")).isTrue();
        assertThat(CallerDisplay.isDisplay("{secret}")).isFalse();
        assertThat(CallerDisplay.isDisplay("a\nb")).isFalse();
    }
}
