package zarang.yaml;

import java.util.Set;

/**
 * Where a document could not be read on: what was open there may lack what would have come, and the
 * last value may have swallowed it.
 *
 * @param open paths of the collections that were open
 * @param last path of the last value or key that was read in the innermost of them
 */
record BrokenOff(Set<String> open, String last) {
    BrokenOff {
        open = Set.copyOf(open);
    }

    /** Whether a finding of what could be read holds, whatever would have come. */
    boolean isKnown(Finding finding) {
        String key = finding.key();
        return !isWithin(key, last)
                && !open.contains(key)
                && !(finding.rule().equals(YamlRule.MISSING_KEY.id()) && open.contains(above(key)));
    }

    private static boolean isWithin(String key, String path) {
        return key.startsWith(path)
                && (key.length() == path.length()
                        || path.isEmpty()
                        || ".[".indexOf(key.charAt(path.length())) >= 0);
    }

    private static String above(String key) {
        return key.substring(0, Math.max(0, Math.max(key.lastIndexOf('.'), key.lastIndexOf('['))));
    }
}
