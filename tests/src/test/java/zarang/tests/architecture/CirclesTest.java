package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Files that need each other in a circle can only be read together. Nested types count as part of
 * their file; a sealed type and its own kinds are one idea in two files and are no circle.
 */
class CirclesTest {
    private static final int MEMBERS_MIN = 2;

    /** Only gets shorter: a circle that is opened is taken off. */
    private static final Set<String> KNOWN =
            Set.of(
                    "journal.spool: SegmentWriter, Segments",
                    "yaml: Parsed, YamlDocument",
                    "yaml: YamlList, YamlMap");

    @Test
    void noFilesNeedEachOtherInACircle() {
        Map<String, Set<String>> needs = new HashMap<>();
        for (JavaClass type : House.CLASSES) {
            String file = file(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().equals(type.getPackageName())
                        && !file(target).equals(file)
                        && !isKindOf(type, target)
                        && !isKindOf(target, type)) {
                    needs.computeIfAbsent(file, f -> new TreeSet<>()).add(file(target));
                }
            }
        }
        assertThat(circles(needs))
                .as("files of one package that need each other")
                .containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    private static boolean isKindOf(JavaClass type, JavaClass other) {
        return !type.equals(other) && type.isAssignableTo(other.getName());
    }

    private static String file(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }

    /** Tarjan's strongly connected components, of two files and more. */
    private static Set<String> circles(Map<String, Set<String>> needs) {
        Set<String> found = new TreeSet<>();
        Map<String, Integer> index = new HashMap<>();
        Map<String, Integer> low = new HashMap<>();
        Deque<String> stack = new ArrayDeque<>();
        for (String file : List.copyOf(needs.keySet())) {
            if (!index.containsKey(file)) {
                visit(file, needs, index, low, stack, found);
            }
        }
        return found;
    }

    private static String named(List<String> files) {
        String first = files.getFirst();
        String room = first.substring("zarang.".length(), first.lastIndexOf('.'));
        return room
                + ": "
                + files.stream()
                        .map(file -> file.substring(file.lastIndexOf('.') + 1))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static void visit(
            String file,
            Map<String, Set<String>> needs,
            Map<String, Integer> index,
            Map<String, Integer> low,
            Deque<String> stack,
            Set<String> found) {
        index.put(file, index.size());
        low.put(file, index.get(file));
        stack.push(file);
        for (String next : needs.getOrDefault(file, Set.of())) {
            if (!index.containsKey(next)) {
                visit(next, needs, index, low, stack, found);
                low.merge(file, low.get(next), Math::min);
            } else if (stack.contains(next)) {
                low.merge(file, index.get(next), Math::min);
            }
        }
        if (low.get(file).equals(index.get(file))) {
            List<String> members = new ArrayList<>();
            String member;
            do {
                member = stack.pop();
                members.add(member);
            } while (!member.equals(file));
            if (members.size() >= MEMBERS_MIN) {
                found.add(named(members));
            }
        }
    }
}
