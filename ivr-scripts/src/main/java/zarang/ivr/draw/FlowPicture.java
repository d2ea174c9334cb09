package zarang.ivr.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.ivr.model.Flow;

/**
 * Draws a flow: its steps as boxes and their outcomes on the arrows, in the direction in which its
 * language is read. The same flow gives the same bytes. Any thread; takes from milliseconds to some
 * seconds, for 500 steps.
 */
public final class FlowPicture {
    /** A larger flow has signposts instead of arrows that lead back or across. */
    private static final int WHOLE_MAX = 60;

    private FlowPicture() {}

    /** An SVG 1.1 document that needs nothing from outside. */
    public static String svg(Flow flow) {
        return svg(flow, ReadingWay.of(flow.language()));
    }

    /** The same, to be read from this side. */
    public static String svg(Flow flow, ReadingWay reading) {
        List<Box> boxes = new ArrayList<>(Box.of(flow));
        List<Arrow> arrows =
                flow.steps().size() > WHOLE_MAX ? signposts(Arrow.of(flow), boxes) : Arrow.of(flow);
        return new SvgPage(flow, reading).draw(Layout.of(boxes, arrows, reading));
    }

    /**
     * Keeps the first arrow to each step; instead of every other one a signpost stands beside the
     * step. Long arrows across a large flow cannot be followed by the eye, and cost the layout
     * minutes.
     */
    private static List<Arrow> signposts(List<Arrow> arrows, List<Box> boxes) {
        Map<String, List<Arrow>> byStep =
                arrows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Arrow::from, LinkedHashMap::new, Collectors.toList()));
        List<Arrow> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(""));
        Deque<String> open = new ArrayDeque<>(List.of(""));
        while (!open.isEmpty()) {
            for (Arrow arrow : byStep.getOrDefault(open.remove(), List.of())) {
                if (seen.add(arrow.to())) {
                    kept.add(arrow);
                    open.add(arrow.to());
                } else {
                    Box post = Box.signpost(boxes.size(), arrow.to());
                    boxes.add(post);
                    kept.add(new Arrow(arrow.from(), post.name(), arrow.outcomes()));
                }
            }
        }
        return kept;
    }
}
