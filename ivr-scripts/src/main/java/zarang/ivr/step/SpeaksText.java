package zarang.ivr.step;

import zarang.ivr.expression.Template;

/** The run of a step that has a text spoken. A text without places can be spoken beforehand. */
public interface SpeaksText extends StepRun {
    Template text();
}
