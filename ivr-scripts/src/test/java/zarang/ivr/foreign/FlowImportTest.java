package zarang.ivr.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.ivr.foreign.ImportedFlow.LeftOut;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;

class FlowImportTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private static final String PLAN =
            """
            ; the main menu
            [general]
            static=yes
            [ivr-main]
            exten => s,1,Answer()
             same => n,Wait(1)
             same => n,GotoIfTime(8:00-17:00|sat-wed|*|*?open,s,1)
             same => n(menu),Background(custom/welcome&custom/Main_Menu)
             same => n,WaitExten(7)
            exten => 1,1,Goto(sales,s,1)
            exten => 2,1,Dial(SIP/100,20)
             same => n,VoiceMail(100@default)
             same => n,Hangup()
            exten => 9,1,Goto(s,menu)
            exten => i,1,Playback(invalid)
             same => n,Goto(s,menu)
            exten => t,1,Hangup()
            exten => _X.,1,NoOp()
            [sales]
            exten => s,1,Queue(Sales,t,,,60)
             same => n,Playback(all-busy)
            [unused]
            exten => s,1,Hangup()
            """;

    private static final String VXML =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
              <var name="x"/>
              <menu id="main" dtmf="true">
                <prompt><audio src="sounds/welcome.wav">Welcome</audio> Say sales or press 1.</prompt>
                <choice next="#sales">sales</choice>
                <choice dtmf="0" next="http://example.com/operator.vxml">operator</choice>
                <noinput><audio src="again.wav"/></noinput>
              </menu>
              <form id="sales">
                <block><prompt><audio src="sales.wav"/></prompt></block>
                <field name="kind">
                  <prompt><audio src="which.wav"/></prompt>
                  <option dtmf="1" value="new">new</option>
                  <option dtmf="2" value="old">old</option>
                  <filled><submit next="x.cgi"/></filled>
                </field>
                <transfer dest="tel:+982100"/>
                <block><goto next="#main"/></block>
              </form>
            </vxml>
            """;

    private static Flow good(ImportedFlow imported) {
        var report = CHECK.check("imported.yaml", imported.text(), LintScope.NONE);
        assertThat(report.findings()).as(imported.text()).isEmpty();
        return report.flow().orElseThrow();
    }

    @Test
    void dialPlanBecomesAFlowThatPassesTheCheck() throws Exception {
        ImportedFlow imported = FlowImport.read(PLAN, "main", "fa");
        Flow flow = good(imported);
        assertThat(flow.start()).isEqualTo("ivr-main-s");
        assertThat(imported.text())
                .contains(
                        "menu: [welcome, main-menu], digits: {first-within: 7s}",
                        "\"1\": ivr-main-1",
                        "\"no-input\": ivr-main-t, \"no-match\": ivr-main-i",
                        "queue: sales, on: {answered: end, full: sales-s-2",
                        "ivr-main-9: {goto: ivr-main-s-4}",
                        "hours: times-8-00-17-00-sat-wed, on: {open: end, closed: ivr-main-s-4}",
                        "dial: [\"100\"], at-once: true, ring-time: 20s, on: {answered: end,"
                                + " busy: ivr-main-2-2, no-answer: ivr-main-2-2",
                        "voicemail: box-100, greeting: leave-message, on: {left: ivr-main-2-3");
    }

    @Test
    void whatADialPlanHoldsBesideIsToldLineByLine() throws Exception {
        assertThat(FlowImport.read(PLAN, "main", "fa").leftOut())
                .extracting(LeftOut::line, LeftOut::what)
                .contains(
                        tuple(3, "static=yes"),
                        tuple(7, "GotoIfTime(8:00-17:00|sat-wed|*|*)"),
                        tuple(7, "open,s,1"),
                        tuple(12, "VoiceMail(100@default)"),
                        tuple(18, "_X."),
                        tuple(20, "Queue(Sales,t,,,60)"));
    }

    @Test
    void voiceXmlBecomesAFlowThatPassesTheCheck() throws Exception {
        ImportedFlow imported = FlowImport.read(VXML, "main", "en");
        Flow flow = good(imported);
        assertThat(flow.start()).isEqualTo("main");
        assertThat(imported.text())
                .contains(
                        "menu: [welcome, text-5]",
                        "sorry: {no-input: again}",
                        "\"1\": sales, \"0\": end",
                        "play: [sales], next: sales-item-2",
                        "\"2\": sales-item-3");
        assertThat(imported.leftOut())
                .extracting(LeftOut::line, LeftOut::what)
                .contains(
                        tuple(3, "<var>"),
                        tuple(5, "Say sales or press 1."),
                        tuple(7, "<choice>"),
                        tuple(16, "<submit>"),
                        tuple(18, "<transfer>"));
    }

    @Test
    void entitiesFromOutsideAndEntityBombsAreRefused() {
        String secret =
                "<!DOCTYPE vxml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><vxml><menu"
                        + " id=\"a\">&x;</menu></vxml>";
        String bomb =
                "<!DOCTYPE vxml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                        + "<vxml><menu id=\"a\">&b;</menu></vxml>";
        for (String hostile : List.of(secret, bomb)) {
            assertThatThrownBy(() -> FlowImport.read(hostile, "t", "fa"))
                    .isInstanceOf(UnreadableScriptException.class)
                    .hasMessageContaining("DOCTYPE");
        }
        assertThatThrownBy(() -> FlowImport.read("<vxml>&y;</vxml>", "t", "fa"))
                .isInstanceOf(UnreadableScriptException.class);
        assertThatThrownBy(() -> FlowImport.read("<a>".repeat(100_000), "t", "fa"))
                .isInstanceOf(UnreadableScriptException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void whatIsNoScriptIsRefusedInWords() {
        for (String other : List.of("", "hello", "<html/>", "<vxml", "<vxml/>", "[a]\nb=c\n")) {
            assertThatThrownBy(() -> FlowImport.read(other, "t", "fa"))
                    .as(other)
                    .isInstanceOf(UnreadableScriptException.class);
        }
    }

    @Test
    void hostileNamesBecomeNamesOfTheLanguage() throws Exception {
        String plan =
                "[a\nexten => s,1,Answer()\n[x.Y_Z]\nexten => s,1,Background(../../etc/passwd&\")"
                        + "\n same => n,WaitExten()\nexten => 1,1,Queue(a: {b},t)\nexten => 2,1,"
                        + "Playback("
                        + "k".repeat(90)
                        + ".wav)\n";
        good(FlowImport.read(plan, "t", "fa"));
    }

    @Test
    void mutilatedScriptsNeverMakeAFlowThatFailsTheCheckForItsShape() {
        long seed = 1405;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String whole = random.nextBoolean() ? PLAN : VXML;
            StringBuilder text = new StringBuilder(whole);
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = random.nextInt(text.length() - 9);
                text.replace(
                        at,
                        at + random.nextInt(9),
                        "\"{}[]:&<>;,#\n(".substring(0, random.nextInt(14)));
            }
            try {
                ImportedFlow imported = FlowImport.read(text.toString(), "t", "fa");
                assertThat(CHECK.check("t.yaml", imported.text(), LintScope.NONE).findings())
                        .as("seed %d round %d: %s", seed, round, imported.text())
                        .allMatch(finding -> finding.rule().equals("endless-loop"));
            } catch (UnreadableScriptException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void timesThatChooseBetweenTwoPlacesBecomeOneCalendarAndRingingEveryoneOneStep()
            throws Exception {
        ImportedFlow imported =
                FlowImport.read(
                        """
                        [main]
                        exten => s,1,GotoIfTime(9:00-17:00,sat-wed,*,*?day:night)
                         same => n(day),Dial(PJSIP/201&SIP/202@office&Local/x@y,300,tT)
                         same => n,GotoIfTime(9:00-17:00,sat-wed,*,*?s,night)
                         same => n(night),Dial(${OPERATOR})
                         same => n,VoiceMail(7@default&8@default,us)
                        """,
                        "main",
                        "fa");
        good(imported);
        assertThat(imported.text())
                .contains(
                        "main-s: {hours: times-9-00-17-00-sat-wed, on: {open: main-s-2, closed:"
                                + " main-s-4}}",
                        "dial: [\"201\", \"202\"], at-once: true, ring-time: 120s",
                        "main-s-3: {hours: times-9-00-17-00-sat-wed, on: {open: main-s-4, closed:"
                                + " main-s-4}}",
                        "main-s-4: {goto: main-s-5}",
                        "voicemail: box-7, greeting: leave-message");
        assertThat(imported.leftOut())
                .extracting(LeftOut::line, LeftOut::what)
                .contains(
                        tuple(3, "Dial(PJSIP/201&SIP/202@office&Local/x@y,300,tT)"),
                        tuple(5, "Dial(${OPERATOR})"),
                        tuple(6, "VoiceMail(7@default&8@default,us)"));
    }

    @Test
    void answersLeadWhereFilledComparesThemTo() throws Exception {
        ImportedFlow imported =
                FlowImport.read(
                        """
                        <vxml version="2.1">
                          <form id="ask">
                            <field name="kind">
                              <prompt><audio src="which.wav"/></prompt>
                              <option dtmf="1" value="new">new</option>
                              <option dtmf="2">old</option>
                              <option dtmf="3" value="none">none</option>
                              <option dtmf="4" value="other">other</option>
                              <filled>
                                <if cond="kind == 'new'">
                                  <goto next="#fresh"/>
                                <elseif cond="kind=='old'"/>
                                  <prompt><audio src="old.wav"/></prompt>
                                  <goto next="#ask"/>
                                <elseif cond="count > 3"/>
                                  <goto next="#fresh"/>
                                <else/>
                                  <if cond="kind === 'none'"><exit/></if>
                                </if>
                              </filled>
                            </field>
                            <block><audio src="after.wav"/></block>
                          </form>
                          <form id="fresh"><block><audio src="fresh.wav"/></block></form>
                        </vxml>
                        """,
                        "main",
                        "en");
        good(imported);
        assertThat(imported.text())
                .contains("\"1\": fresh, \"2\": ask, \"3\": end, \"4\": ask-item-2");
        assertThat(imported.leftOut())
                .extracting(LeftOut::line, LeftOut::what)
                .containsExactlyInAnyOrder(tuple(13, "<prompt>"), tuple(15, "<elseif>"));
    }

    private static List<String> told(ImportedFlow imported) {
        return imported.leftOut().stream()
                .map(left -> left.line() + " " + left.what() + ": " + left.why())
                .toList();
    }

    /** As Asterisk does: by priority and not by line, up to the first one that is missing. */
    @Test
    void prioritiesDecideWhatComesNextAndNotLines() throws Exception {
        ImportedFlow imported =
                FlowImport.read(
                        """
                        [main]
                        exten => s,3,Goto(s,10)
                        exten => s,1,Playback(one)
                        exten => s,2,Playback(two)
                        exten => s,10,Playback(ten)
                        exten => s,n(last),Playback(eleven)
                        exten => s,20,Playback(twenty)
                        exten => s,2,Playback(again)
                        exten => s,hint,SIP/100
                        """,
                        "t",
                        "fa");
        good(imported);
        assertThat(imported.text())
                .contains(
                        "main-s: {play: [one], next: main-s-2}",
                        "main-s-2: {play: [two], next: main-s-3}",
                        "main-s-3: {goto: main-s-4}",
                        "main-s-4: {play: [ten], next: main-s-5}",
                        "main-s-5: {play: [eleven], next: end}");
        assertThat(told(imported))
                .containsExactly(
                        "7 main-s-6: no way leads to it",
                        "8 Playback(again): priority 2 is there already",
                        "9 hint: is no priority that is known here");
    }

    @Test
    void whatIsNoContextOrAllCommentIsNotTakenForTheContextBefore() throws Exception {
        ImportedFlow imported =
                FlowImport.read(
                        """
                        \ufeff[main]\r
                        exten => s,1,Playback(welcome)\r
                        ;-- put aside\r
                        exten => s,n,Playback(old)\r
                        --;\r
                        [\u067E\u0630\u06CC\u0631\u0634]\r
                        exten => s,n,Playback(other)\r
                        """,
                        "t",
                        "fa");
        good(imported);
        assertThat(imported.text())
                .contains("main-s: {play: [welcome], next: end}")
                .doesNotContain("old", "other");
        assertThat(told(imported))
                .containsExactly(
                        "6 [پذیرش]: is no name of a context: letters, digits, _, - and .",
                        "7 exten => s,n,Playback(other): is no exten or same line of a context");
    }

    /** Nothing is called as something else is, and what is called otherwise is told. */
    @Test
    void soundsQueuesAndTimesThatWouldBeOneAreTwo() throws Exception {
        ImportedFlow imported =
                FlowImport.read(
                        """
                        [main]
                        exten => s,1,Playback(custom/welcome&other/welcome&custom/welcome)
                         same => n,Playback(سلام&خوش-آمدید&1)
                         same => n,GotoIfTime(09:00-17:00,sat-wed,1-15,jan?s,day)
                         same => n,GotoIfTime(09:00-17:00,sat-wed,1-15,jun?s,day)
                         same => n(day),Queue(فروش)
                         same => n,Queue(پشتیبانی)
                         same => n,Wait(0.4)
                         same => n,Wait(100)
                         same => n,Wait(${X})
                        """,
                        "no",
                        "no");
        good(imported);
        assertThat(imported.text())
                .contains(
                        "flow: \"no\"\nlanguage: \"no\"\n",
                        "play: [welcome, welcome-2, welcome]",
                        "play: [sound, sound-2, \"1\"]",
                        "hours: times-09-00-17-00-sat-wed-1-15-j,",
                        "hours: times-09-00-17-00-sat-wed-1-15-2,",
                        "queue: queue, on:",
                        "queue: queue-2, on:",
                        "wait: 60s");
        assertThat(told(imported))
                .contains(
                        "2 other/welcome: its sound is the prompt welcome-2",
                        "3 سلام: its sound is the prompt sound",
                        "6 فروش: is the queue queue",
                        "7 پشتیبانی: is the queue queue-2",
                        "8 Wait(0.4): became 1 s",
                        "9 Wait(100): became 60 s",
                        "10 Wait(${X}): became 1 s");
    }

    @Test
    void everythingInADialogThatIsNotUnderstoodIsTold() throws Exception {
        ImportedFlow imported =
                FlowImport.read(
                        """

                        <?xml version="1.0" encoding="windows-1256"?>
                        <vxml version="2.1">
                          <menu id="1">
                            <property name="timeout" value="9s"/>
                            <prompt>Press one.<value expr="x"/></prompt><prompt>Or two.</prompt>
                            <choice dtmf="1" next="#true"/><choice dtmf="1" next="#1"/>
                            <choice dtmf="2" expr="'#' + x"/>
                            <noinput count="1"><audio src="first.wav"/></noinput>
                            <noinput count="2"><audio src="second.wav"/><goto next="#true"/></noinput>
                            <catch event="help"/>
                          </menu>
                          <form id="true">
                            <grammar src="x"/>
                            <block cond="late"><audio src="bye.wav"/></block>
                            <filled><goto next="#1"/></filled>
                          </form>
                        </vxml>
                        """,
                        "t",
                        "en");
        Flow flow = good(imported);
        assertThat(flow.start()).isEqualTo("1");
        assertThat(imported.text())
                .contains(
                        "menu: [text-6, text-6-2]",
                        "sorry: {no-input: [first, second]}",
                        "\"1\": \"true\", \"2\": end",
                        "\"true\": {play: [bye], next: end}");
        assertThat(told(imported))
                .containsExactly(
                        "5 <property>: is not known here",
                        "6 Press one.: record it as the prompt text-6",
                        "6 <value>: is no sound that was recorded",
                        "6 Or two.: record it as the prompt text-6-2",
                        "7 <choice>: has a key that another choice has",
                        "8 <choice>: names no dialog of this document in 'next': the call ends there",
                        "10 <goto>: is not known here: it is asked again, three times",
                        "11 <catch>: is not known here",
                        "14 <grammar>: is not known in a form",
                        "15 <block>: is done whatever its cond says: a flow decides by if",
                        "16 <filled>: is not known in a form");
    }

    /** A megabyte that is made to take long takes no time. */
    @Test
    void hugeAndHostileFilesAreReadInAMoment() throws Exception {
        String start = "[main]\nexten => s,1,Playback(a)\n";
        String spaces = start + "exten =" + " ".repeat(1_000_000) + "x";
        assertThat(told(FlowImport.read(spaces, "t", "fa"))).hasSize(1);
        StringBuilder same = new StringBuilder("<vxml>");
        for (int i = 0; i < 15_000; i++) {
            same.append("<form id='").append("!".repeat(i % 40)).append(i % 375).append("؟'/>");
        }
        assertThatThrownBy(() -> FlowImport.read(same + "</vxml>", "t", "fa"))
                .hasMessageContaining("is given twice");
        StringBuilder names = new StringBuilder("[main]\n");
        for (int i = 1; i <= 15_000; i++) {
            String sound = Integer.toString(i, 2).replace('0', '\u0641').replace('1', '\u0642');
            names.append("exten => s,%d,Playback(%s)\n".formatted(i, sound));
        }
        ImportedFlow many = FlowImport.read(names.toString(), "t", "fa");
        assertThat(many.text()).contains("play: [sound-499]").doesNotContain("sound-500");
        assertThat(told(many)).contains("15001 main-s-15000: a flow has 500 steps at most");
        for (String odd :
                List.of(
                        "<vxml " + "a".repeat(5000) + "='1'/>",
                        "<vxml>" + "<menu/>".repeat(30_000),
                        "<vxml><menu " + attributes(400) + "/></vxml>",
                        "<vxml xmlns:a='x'><b:menu/></vxml>",
                        "<?xml",
                        "<vxml><menu>\u0000</menu></vxml>")) {
            assertThatThrownBy(() -> FlowImport.read(odd, "t", "fa"))
                    .isInstanceOf(UnreadableScriptException.class)
                    .hasMessageNotContaining("null");
        }
    }

    private static String attributes(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(" a").append(i).append("='1'");
        }
        return all.toString();
    }
}
