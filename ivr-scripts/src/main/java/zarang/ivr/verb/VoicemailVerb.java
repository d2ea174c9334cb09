package zarang.ivr.verb;

import java.util.List;
import java.util.Optional;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code voicemail}: the caller leaves a message in a box, and the CRM gets it. */
final class VoicemailVerb implements IvrVerb {
    private static final StepKey<String> BOX =
            StepKey.required(
                    "voicemail",
                    Shapes.name("name of a box"),
                    "the name of the box, such as `complaints`; the fact `voicemail.left` says it");
    private static final StepKey<List<String>> GREETING =
            StepKey.required("greeting", Shapes.prompts(), "asks the caller to speak");
    private static final StepKey<String> LEFT =
            StepKey.required("on.left", Shapes.unhurriedTarget(), "the message is left");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "The caller leaves a message. It is in the recordings folder, and webhooks get"
                        + " `voicemail.left` with its name once it is whole; a caller who hangs up"
                        + " while speaking has left what was said, and a message that a crash cut"
                        + " off is announced after the restart. Sets `voice.recording` and"
                        + " `voice.seconds`.",
                VoiceKeys.keys(List.of(BOX, GREETING), LEFT),
                Speaking.VARIABLES);
    }

    @Override
    public StepRun read(StepReader step) {
        return VoiceKeys.read(step, GREETING, Optional.of(step.get(BOX)), LEFT);
    }
}
