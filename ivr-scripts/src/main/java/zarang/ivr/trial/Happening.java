package zarang.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happened in a trial, as a transcript tells it. */
public sealed interface Happening {
    /** In a few words, for people. */
    String words();

    /** A prompt began to play. */
    record Heard(String prompt) implements Happening {
        @Override
        public String words() {
            return "hears " + prompt;
        }
    }

    /**
     * The script did something.
     *
     * @param name such as {@code queue}
     * @param details such as the queue's name
     */
    record Deed(String name, List<String> details) implements Happening {
        public Deed {
            details = List.copyOf(details);
        }

        @Override
        public String words() {
            return details.isEmpty() ? name : name + " " + String.join(" ", details);
        }
    }

    /** The run came to a step. */
    record Entered(String step, String by) implements Happening {
        @Override
        public String words() {
            return by.isEmpty() ? "-> " + step : by + " -> " + step;
        }
    }

    /**
     * The caller or the world did something.
     *
     * @param line as a test would say it
     * @param during the prompt that played; empty for silence
     * @param quiet since something was last heard or pressed
     */
    record Acted(TrialLine line, String words, Optional<String> during, Duration quiet)
            implements Happening {}

    /** Something came of it, or a prompt was cut off. */
    record Came(String words) implements Happening {}
}
