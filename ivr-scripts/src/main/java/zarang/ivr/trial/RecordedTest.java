package zarang.ivr.trial;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.member.Member;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.service.MemberService;
import zarang.ivr.service.SpeechService;
import zarang.ivr.trace.CallTrace;
import zarang.ivr.trace.CallTrace.What;

/** A test that expects what a real call went through. Takes a while; any thread. */
public final class RecordedTest {
    private static final int HUNDREDTHS = 2;

    private RecordedTest() {}

    /**
     * A file of one test.
     *
     * @param text with the notes as comments
     * @param notes what its reader has to know, a sentence each
     */
    public record Written(String text, List<String> notes) {
        public Written {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Goes through the flow again as the call did, under a virtual clock, writes that down, and
     * tries it.
     *
     * @param sentence the name of the test
     */
    public static Written of(CallTrace trace, String sentence, TrialHouse house) {
        TrialWorld world = world(trace);
        TraceReplay.Replayed replayed = TraceReplay.of(trace, world, house);
        String test = TestWriter.file(trace.flow(), sentence, world, replayed.transcript());
        List<String> notes = notes(trace, world, replayed.way());
        failure(trace, test, house).ifPresent(why -> notes.add("It does not pass yet: " + why));
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append("# ").append(note.replace('\n', ' ')).append('\n'));
        return new Written(text.append(test).toString(), notes);
    }

    private static List<String> notes(CallTrace trace, TrialWorld world, List<String> way) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Recorded from a call to version " + trace.version() + " of " + trace.flow() + ".");
        if (world.caller().isPresent()) {
            notes.add("The caller's number is made up.");
        }
        if (trace.hasMadeUpKeys()) {
            notes.add("Keys that were a secret, or may have been, are made up: as many, others.");
        }
        if (!world.answers().isEmpty()) {
            notes.add("What services answered is as it was: take out what is nobody's business.");
        }
        if (!trace.whole()) {
            notes.add("The call went on after the end of this test.");
        }
        parting(trace.way(), way)
                .ifPresent(step ->
                        notes.add(
                                "The call went another way from '"
                                        + step
                                        + "' on: what is made up leads elsewhere; mend it by"
                                        + " hand."));
        return notes;
    }

    /** The last step that both came to, if they part after it. */
    private static Optional<String> parting(List<String> call, List<String> again) {
        int same = 0;
        while (same < call.size()
                && same < again.size()
                && call.get(same).equals(again.get(same))) {
            same++;
        }
        return same == call.size() && same == again.size()
                ? Optional.empty()
                : Optional.of(same == 0 ? "the start" : call.get(same - 1));
    }

    private static Optional<String> failure(CallTrace trace, String test, TrialHouse house) {
        TestFile file = new TestFileReader(house.zone()).read(trace.flow() + ".test.yaml", test);
        if (!file.findings().isEmpty()) {
            return Optional.of(file.findings().getFirst().toString());
        }
        TrialTest only = file.tests().getFirst();
        TrialCall call =
                new TrialCall(trace.flows(), trace.flow(), only.world(), house, FlowWatcher.NONE);
        call.begin();
        LineRun lines = new LineRun(call);
        return only.lines().stream()
                .map(line -> lines.perform(line.line()).map(why -> line.text() + ": " + why))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Who called and what was answered, but for whose number it was and for spoken texts. */
    private static TrialWorld world(CallTrace trace) {
        MemberLookup member = TrialWorld.USUAL.member();
        boolean asked = false;
        Map<String, List<ServiceAnswer>> answers = new HashMap<>();
        for (CallTrace.Noted noted : trace.noted()) {
            if (noted.what() instanceof What.Told(var step, var service, var answer)) {
                if (service.equals(MemberService.NAME)) {
                    member = asked ? member : member(answer);
                    asked = true;
                } else if (!service.equals(SpeechService.NAME)) {
                    answers.computeIfAbsent(step, name -> new ArrayList<>()).add(answer);
                }
            }
        }
        return new TrialWorld(
                trace.start().caller().flatMap(shown -> TrialWorld.USUAL.caller()),
                trace.start().dialled().orElse(TrialWorld.USUAL.dialled()),
                trace.start().at().truncatedTo(ChronoUnit.SECONDS),
                member,
                answers);
    }

    private static MemberLookup member(ServiceAnswer answer) {
        return switch (answer) {
            case ServiceAnswer.TimedOut late -> new MemberLookup.TimedOut();
            case ServiceAnswer.Failed(String why) -> new MemberLookup.Failed(why);
            case ServiceAnswer.Given(var outcome, var values, var caller) ->
                    switch (outcome) {
                        case MemberService.FOUND -> new MemberLookup.Found(member(values));
                        case MemberService.WITHHELD -> new MemberLookup.Withheld();
                        default -> new MemberLookup.Unknown();
                    };
        };
    }

    /** Without the name, which no step speaks. */
    private static Member member(Map<String, ScriptValue> values) {
        ScriptValue tier = values.get(MemberService.TIER);
        long points =
                values.get(MemberService.POINTS) instanceof ScriptValue.Decimal(var number)
                        ? number.movePointRight(HUNDREDTHS).longValue()
                        : 0;
        return new Member(
                new MemberId("m1"),
                "",
                tier == null ? Tier.BRONZE : new Tier(tier.text()),
                new Points(points));
    }
}
