package zarang.routing.keys;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.config.Kind;
import zarang.routing.queue.SkillNeeds;

/**
 * A skill and how much of it, as it is written: {@code english:3}.
 *
 * @param level 1-5
 */
record SkillLevel(String skill, int level) {
    private static final Pattern WRITTEN = Pattern.compile("([a-z0-9][a-z0-9-]{0,31}):([1-5])");

    static Optional<SkillLevel> parse(String text) {
        Matcher found = WRITTEN.matcher(text);
        return found.matches()
                ? Optional.of(new SkillLevel(found.group(1), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    static Kind<List<SkillLevel>> several() {
        return Kind.several(
                Kind.one("a skill and its level from 1 to 5, such as english:3", SkillLevel::parse),
                1,
                SkillNeeds.SKILLS_MAX);
    }
}
