package zarang.ivr.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.Points;
import zarang.call.member.Member;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptEvent;
import zarang.ivr.model.Step;

/**
 * {@code say-points}: the balance as of the look-up, or a polite word that says no more than is
 * known: whoever shows no number, or was looked up in vain, may be a member all the same.
 */
record SayPointsRun(Step.SayPoints step) implements StepRun {
    @Override
    public Next enter(RunState run) {
        Optional<Points> points = run.member().map(Member::points);
        if (points.isEmpty() && step.unknown().isPresent()) {
            return new Next.GoTo(step.unknown().get());
        }
        run.play(points.map(p -> sentence(p, run)).orElseGet(() -> List.of(instead(run))));
        return Next.STAY;
    }

    private String instead(RunState run) {
        return switch (run.lookup()) {
            case MemberLookup.Withheld withheld -> step.withheld();
            case MemberLookup.TimedOut timedOut -> step.unavailable();
            case MemberLookup.Failed failed -> step.unavailable();
            case MemberLookup.Unknown unknown -> step.noMember();
            case MemberLookup.Found found -> step.noMember();
        };
    }

    private List<String> sentence(Points points, RunState run) {
        List<String> prompts = new ArrayList<>();
        prompts.add(step.before());
        prompts.addAll(run.spoken(points.value()));
        prompts.add(step.after());
        return prompts;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        return event instanceof ScriptEvent.PlayFinished ? new Next.GoTo(step.next()) : Next.STAY;
    }
}
