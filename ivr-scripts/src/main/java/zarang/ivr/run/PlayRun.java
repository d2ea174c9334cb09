package zarang.ivr.run;

import java.util.ArrayList;
import java.util.List;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.model.Step;

/** {@code play} and the verbs that come down to it: {@code say}, {@code say-number}. */
record PlayRun(List<String> prompts, boolean bargeIn, String next) implements StepRun {
    static PlayRun of(Step.Play step) {
        return new PlayRun(step.prompts(), step.bargeIn(), step.next());
    }

    static PlayRun of(Step.Say step, RunState run) {
        String prompt =
                run.member()
                        .map(member ->
                                switch (step.by()) {
                                    case MEMBER_TIER -> member.tier().name();
                                    case MEMBER_POINTS -> member.points().toString();
                                })
                        .map(value -> step.byValue().getOrDefault(value, step.fallback()))
                        .orElse(step.fallback());
        return new PlayRun(List.of(prompt), step.bargeIn(), step.next());
    }

    static PlayRun of(Step.SayNumber step, RunState run) {
        List<String> prompts = new ArrayList<>(step.before());
        prompts.addAll(run.spoken(step.number()));
        prompts.addAll(step.after());
        return new PlayRun(prompts, false, step.next());
    }

    @Override
    public Next enter(RunState run) {
        if (prompts.isEmpty() || (bargeIn && !run.typedAhead().isEmpty())) {
            return new Next.GoTo(next);
        }
        run.play(prompts);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        return event instanceof ScriptEvent.PlayFinished ? new Next.GoTo(next) : Next.STAY;
    }

    @Override
    public Next onDigit(char digit, RunState run) {
        run.typedAhead().add(digit);
        if (!bargeIn) {
            return Next.STAY;
        }
        run.tell(new ScriptCommand.StopPlay());
        return new Next.GoTo(next);
    }
}
