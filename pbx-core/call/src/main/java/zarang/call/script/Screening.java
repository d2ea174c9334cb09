package zarang.call.script;

import java.util.List;

/**
 * What whoever answers is asked before the caller is connected.
 *
 * @param prompts heard there, in turn; 1-20
 * @param key that takes the caller; any other refuses
 */
public record Screening(List<String> prompts, char key) {
    public Screening {
        prompts = List.copyOf(prompts);
    }
}
