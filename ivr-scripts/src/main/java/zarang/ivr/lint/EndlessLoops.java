package zarang.ivr.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepExit;

/**
 * Finds loops that a call can go round for ever without the caller being asked: cycles of quick
 * exits. Depth-first, each edge once; one loop is reported for each place where a way closes.
 */
final class EndlessLoops {
    private record Visit(String step, Iterator<String> exits) {}

    private final Map<String, Step> steps;
    private final Set<String> done = new HashSet<>();
    private final Deque<Visit> way = new ArrayDeque<>();
    private final Map<String, Integer> onWay = new HashMap<>();
    private final List<List<String>> loops = new ArrayList<>();

    private EndlessLoops(Map<String, Step> steps) {
        this.steps = steps;
    }

    /** The loops, each beginning with its first step by name. */
    static List<List<String>> find(Map<String, Step> steps) {
        EndlessLoops search = new EndlessLoops(steps);
        steps.keySet().forEach(search::from);
        return search.loops.stream().distinct().toList();
    }

    private void from(String start) {
        visit(start);
        while (!way.isEmpty()) {
            Visit top = way.peek();
            if (top.exits.hasNext()) {
                visit(top.exits.next());
            } else {
                way.pop();
                onWay.remove(top.step);
                done.add(top.step);
            }
        }
    }

    private void visit(String name) {
        Step step = steps.get(name);
        if (step == null || done.contains(name)) {
            return;
        }
        if (onWay.containsKey(name)) {
            close(name);
            return;
        }
        onWay.put(name, way.size());
        Iterator<String> exits =
                step.exits().values().stream()
                        .filter(StepExit::quick)
                        .map(StepExit::target)
                        .sorted()
                        .iterator();
        way.push(new Visit(name, exits));
    }

    private void close(String name) {
        List<String> loop = new ArrayList<>();
        for (Visit visit : way) {
            loop.addFirst(visit.step);
            if (visit.step.equals(name)) {
                break;
            }
        }
        Collections.rotate(loop, -loop.indexOf(Collections.min(loop)));
        loops.add(List.copyOf(loop));
    }
}
