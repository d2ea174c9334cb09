package zarang.ivr.trial;

import java.time.Duration;

/** How long prompts take. Any thread. */
@FunctionalInterface
public interface PromptLengths {
    /** Every prompt takes a second. */
    PromptLengths ONE_SECOND = (language, prompt) -> Duration.ofSeconds(1);

    Duration of(String language, String prompt);
}
