package zarang.ivr.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where everything stands, in pixels. Layered layout by the Eclipse Layout Kernel (ADR 0054): steps
 * in columns as far from the start as they are, arrows at right angles, outcomes with room of their
 * own.
 */
record Layout(double width, double height, List<PlacedBox> boxes, List<PlacedArrow> arrows) {
    static final int NAME_SIZE = 13;
    static final int LINE_SIZE = 11;
    private static final int PADDING = 10;
    private static final int DOT = 14;
    private static final double SPACE = 28;
    private static final double BETWEEN_COLUMNS = 46;

    record Point(double x, double y) {}

    record PlacedBox(Box box, double x, double y, double width, double height) {}

    /**
     * An arrow.
     *
     * @param way from its beginning to its point
     * @param label where the middle of the first line of its outcomes stands
     */
    record PlacedArrow(Arrow arrow, List<Point> way, Point label) {}

    static Layout of(List<Box> boxes, List<Arrow> arrows, ReadingWay reading) {
        LayoutMetaDataService.getInstance(); // outside Eclipse nobody else wakes the kernel
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(
                CoreOptions.DIRECTION,
                switch (reading) {
                    case RIGHTWARD -> Direction.RIGHT;
                    case LEFTWARD -> Direction.LEFT;
                });
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(SPACE));
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, SPACE);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_COLUMNS);
        graph.setProperty(
                LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        Map<String, ElkNode> byName = new HashMap<>();
        List<ElkNode> nodes = new ArrayList<>();
        for (Box box : boxes) {
            ElkNode node = node(box, graph);
            nodes.add(node);
            byName.put(box.name(), node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (Arrow arrow : arrows) {
            ElkNode from = Objects.requireNonNull(byName.get(arrow.from()), arrow.from());
            ElkNode to = Objects.requireNonNull(byName.get(arrow.to()), arrow.to());
            edges.add(edge(arrow, from, to));
        }
        new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
        List<PlacedBox> placed = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            ElkNode node = nodes.get(i);
            placed.add(
                    new PlacedBox(
                            boxes.get(i),
                            node.getX(),
                            node.getY(),
                            node.getWidth(),
                            node.getHeight()));
        }
        List<PlacedArrow> drawn = new ArrayList<>();
        for (int i = 0; i < arrows.size(); i++) {
            drawn.add(placed(arrows.get(i), edges.get(i)));
        }
        return new Layout(graph.getWidth(), graph.getHeight(), placed, drawn);
    }

    private static ElkNode node(Box box, ElkNode graph) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        if (box.kind() == Box.Kind.START) {
            node.setDimensions(DOT, DOT);
            return node;
        }
        boolean signpost = box.kind() == Box.Kind.SIGNPOST;
        double widest = signpost ? 0 : TextSize.width(box.name(), NAME_SIZE);
        for (String line : box.lines()) {
            widest = Math.max(widest, TextSize.width(line, LINE_SIZE));
        }
        node.setDimensions(
                Math.ceil(widest) + 2 * PADDING,
                (signpost ? 1.0 : 1.0 + box.lines().size()) * TextSize.LINE + PADDING);
        return node;
    }

    private static ElkEdge edge(Arrow arrow, ElkNode from, ElkNode to) {
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
        List<String> lines = arrow.lines();
        if (!lines.isEmpty()) {
            ElkLabel label = ElkGraphUtil.createLabel(String.join("\n", lines), edge);
            double widest = 0;
            for (String line : lines) {
                widest = Math.max(widest, TextSize.width(line, LINE_SIZE));
            }
            label.setDimensions(Math.ceil(widest) + PADDING, lines.size() * (double) TextSize.LINE);
            label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        }
        return edge;
    }

    private static PlacedArrow placed(Arrow arrow, ElkEdge edge) {
        List<Point> way = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            way.add(new Point(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                way.add(new Point(bend.getX(), bend.getY()));
            }
            way.add(new Point(section.getEndX(), section.getEndY()));
        }
        Point label = new Point(0, 0);
        for (ElkLabel each : edge.getLabels()) {
            label = new Point(each.getX() + each.getWidth() / 2, each.getY() + TextSize.LINE / 2.0);
        }
        return new PlacedArrow(arrow, List.copyOf(way), label);
    }
}
