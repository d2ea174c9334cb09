package zarang.server.tool;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * So many callers answered within a time, as planners write it: {@code 80/20}.
 *
 * @param share above 0, below 1
 */
record ServiceGoal(double share, Duration within) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)/(\\d{1,4})s?");
    private static final double PER_CENT = 100;

    /** Reads {@code 80/20}, {@code 99.5/30}. */
    static final class Text implements ITypeConverter<ServiceGoal> {
        @Override
        public ServiceGoal convert(String text) {
            Matcher goal = TEXT.matcher(text);
            if (!goal.matches() || Double.parseDouble(goal.group(1)) == 0) {
                throw new TypeConversionException(
                        "'" + text + "' is no target: write 80/20 for 80 % within 20 seconds");
            }
            return new ServiceGoal(
                    Double.parseDouble(goal.group(1)) / PER_CENT,
                    Duration.ofSeconds(Long.parseLong(goal.group(2))));
        }
    }
}
