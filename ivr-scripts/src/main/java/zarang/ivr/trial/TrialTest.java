package zarang.ivr.trial;

import java.util.List;
import zarang.yaml.FilePlace;

/**
 * A test of a flow, as it is written.
 *
 * @param name a sentence
 * @param place of the name
 */
public record TrialTest(String name, FilePlace place, TrialWorld world, List<Line> lines) {
    public TrialTest {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param text as it is written
     */
    public record Line(TrialLine line, FilePlace place, String text) {}
}
