package zarang.bench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import zarang.call.Tier;

/** One panel: a line for each tier, with its name at its end instead of a legend. */
final class LinesOfTiers {
    /** Of Okabe and Ito: told apart by everybody, and by their dashes in print. */
    private static final Map<Tier, Color> COLOURS =
            Map.of(
                    Tier.GOLD, new Color(0xE69F00),
                    Tier.SILVER, new Color(0x0072B2),
                    Tier.BRONZE, new Color(0xD55E00));

    private static final Map<Tier, float[]> DASHES =
            Map.of(Tier.SILVER, new float[] {9, 4}, Tier.BRONZE, new float[] {3, 3});

    /** Room to the right of the last load, for names. */
    private static final double ROOM = 0.09;

    /** Names nearer than this part of the height would lie on each other. */
    private static final double NEAR = 0.065;

    /**
     * What a panel is drawn in.
     *
     * @param most of the axis upwards
     */
    record Axes(String upwards, List<Double> loads, double most) {}

    private static final float WIDE = 3;
    private static final float MITRE = 10;

    private record Name(String text, double at) {}

    private LinesOfTiers() {}

    static void paint(
            Graphics2D to, Axes axes, Map<Tier, List<Double>> minutes, int width, int height) {
        XYChart chart =
                new XYChartBuilder()
                        .width(width)
                        .height(height)
                        .xAxisTitle("load")
                        .yAxisTitle(axes.upwards())
                        .build();
        style(chart.getStyler(), axes);
        minutes.forEach((tier, line) -> {
            XYSeries series = chart.addSeries(tier.name(), axes.loads(), line);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(COLOURS.getOrDefault(tier, Color.BLACK));
            series.setLineStyle(
                    new BasicStroke(
                            WIDE,
                            BasicStroke.CAP_BUTT,
                            BasicStroke.JOIN_ROUND,
                            MITRE,
                            DASHES.get(tier),
                            0));
        });
        for (Name name : names(minutes, axes.most())) {
            chart.addAnnotation(
                    new AnnotationText(
                            name.text(), axes.loads().getLast() + ROOM / 2, name.at(), false));
        }
        chart.paint(to, width, height);
    }

    private static void style(XYStyler styler, Axes axes) {
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xDDDDDD));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setXAxisMin(axes.loads().getFirst());
        styler.setXAxisMax(axes.loads().getLast() + ROOM);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(axes.most());
        styler.setXAxisDecimalPattern("0.0");
        styler.setYAxisDecimalPattern("0");
    }

    /** The names of the lines where they end; of lines that end together, one for all. */
    private static List<Name> names(Map<Tier, List<Double>> minutes, double most) {
        List<Name> names = new ArrayList<>();
        minutes.entrySet().stream()
                .map(line -> new Name(line.getKey().name(), line.getValue().getLast()))
                .sorted(Comparator.comparingDouble(Name::at))
                .forEach(name -> {
                    Name below = names.isEmpty() ? null : names.getLast();
                    if (below != null && name.at() - below.at() < NEAR * most / 3) {
                        names.set(
                                names.size() - 1,
                                new Name(name.text() + ", " + below.text(), below.at()));
                    } else if (below != null && name.at() - below.at() < NEAR * most) {
                        names.add(new Name(name.text(), below.at() + NEAR * most));
                    } else {
                        names.add(name);
                    }
                });
        return names.size() == 1 ? List.of(new Name("all", names.getFirst().at())) : names;
    }
}
