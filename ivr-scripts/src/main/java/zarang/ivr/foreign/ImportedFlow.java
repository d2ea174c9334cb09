package zarang.ivr.foreign;

import java.util.List;

/**
 * What became of another system's script.
 *
 * @param text a flow; it holds to the language, whatever was left out
 * @param leftOut in the order of the lines
 */
public record ImportedFlow(String text, List<LeftOut> leftOut) {
    public ImportedFlow {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * What did not map.
     *
     * @param line in the file that was read, 1 and up
     * @param what is written there, in short
     * @param why and what to do instead
     */
    public record LeftOut(int line, String what, String why) {}
}
