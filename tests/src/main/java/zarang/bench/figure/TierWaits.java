package zarang.bench.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import zarang.call.Tier;
import zarang.routing.simulate.Demand;
import zarang.routing.simulate.HandlingTime;
import zarang.routing.simulate.ServiceOrder;
import zarang.routing.simulate.ShiftPlan;
import zarang.routing.simulate.SimulatedTime;
import zarang.routing.simulate.SimulationPlan;
import zarang.routing.simulate.SimulationReport;
import zarang.routing.simulate.Simulator;
import zarang.routing.simulate.TierResult;
import zarang.routing.simulate.TierShare;

/**
 * The picture that explains the product: who waits how long in a rush of two hours, by tier, order
 * and load. {@code TierWaits FOLDER [SEEDS]} simulates it with the production dispatcher and writes
 * {@code tier-waits.png} and {@code tier-waits.svg}.
 */
public final class TierWaits {
    private static final int AGENTS = 24;
    private static final Duration AHT = Duration.ofMinutes(5);
    private static final double CALLS_OF_ONE_AGENT = 12;
    private static final List<Double> LOADS =
            List.of(0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1);
    private static final List<TierShare> TIERS =
            List.of(
                    new TierShare(Tier.GOLD, 0.2),
                    new TierShare(Tier.SILVER, 0.3),
                    new TierShare(Tier.BRONZE, 0.5));
    private static final int WIDTH = 1760;
    private static final int HEIGHT = 900;
    private static final int HEAD = 64;
    private static final int TITLE_LEFT = 60;
    private static final int TITLE_TOP = 24;
    private static final int TITLE_BASE = 16;
    private static final String[] TITLES = {
        "First come, first served",
        "Strict priority",
        "Mild offsets: 3 and 1 min",
        "Strong offsets: 10 and 4 min"
    };

    /** Minutes, by tier, for each load. */
    private record Panel(String title, Map<Tier, List<Double>> minutes) {}

    private TierWaits() {}

    /** Simulates, and draws. */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(args[0]);
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        List<Panel> means = new ArrayList<>();
        List<Panel> tails = new ArrayList<>();
        for (ServiceOrder order : ServiceOrder.values()) {
            List<SimulationReport> reports =
                    LOADS.stream().map(load -> simulate(order, load, seeds)).toList();
            String title = TITLES[means.size()];
            means.add(panel(title, reports, result -> result.meanWait().mean()));
            tails.add(panel("", reports, result -> result.p95().mean()));
            print(order, means.getLast(), tails.getLast());
        }
        write(folder, means, tails);
    }

    private static SimulationReport simulate(ServiceOrder order, double load, int seeds) {
        Demand demand =
                new Demand(
                        load * AGENTS * CALLS_OF_ONE_AGENT,
                        new HandlingTime.Exponential(AHT),
                        Optional.empty(),
                        TIERS);
        ShiftPlan shift =
                new ShiftPlan(
                        AGENTS,
                        order.offsets(demand.names()),
                        ShiftPlan.NO_CAP,
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        Duration.ZERO);
        SimulatedTime time = new SimulatedTime(Duration.ZERO, Duration.ofHours(2), seeds, 1);
        return new Simulator(_ -> {}).run(new SimulationPlan(demand, shift, time));
    }

    private static Panel panel(
            String title, List<SimulationReport> reports, ToDoubleFunction<TierResult> seconds) {
        Map<Tier, List<Double>> minutes = new LinkedHashMap<>();
        for (SimulationReport report : reports) {
            report.byTier()
                    .forEach((tier, result) ->
                            minutes.computeIfAbsent(tier, _ -> new ArrayList<>())
                                    .add(seconds.applyAsDouble(result) / 60));
        }
        return new Panel(title, minutes);
    }

    private static void print(ServiceOrder order, Panel mean, Panel tail) {
        mean.minutes()
                .forEach((tier, minutes) ->
                        System.out.printf(
                                Locale.ROOT,
                                "%-8s %-6s mean at %.1f: %5.2f min, at %.1f: %5.2f min; 95 of 100"
                                        + " within %5.2f min%n",
                                order,
                                tier,
                                LOADS.get(6),
                                minutes.get(6),
                                LOADS.getLast(),
                                minutes.getLast(),
                                tail.minutes().getOrDefault(tier, List.of()).getLast()));
    }

    private static void write(Path folder, List<Panel> means, List<Panel> tails)
            throws IOException {
        Files.createDirectories(folder);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pixels = image.createGraphics();
        pixels.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pixels.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        draw(pixels, means, tails);
        pixels.dispose();
        ImageIO.write(image, "png", folder.resolve("tier-waits.png").toFile());
        SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
        draw(canvas.graphics(), means, tails);
        try (OutputStream out = Files.newOutputStream(folder.resolve("tier-waits.svg"))) {
            canvas.write(out);
        }
    }

    private static void draw(Graphics2D to, List<Panel> means, List<Panel> tails) {
        to.setColor(Color.WHITE);
        to.fillRect(0, 0, WIDTH, HEIGHT);
        to.setColor(Color.DARK_GRAY);
        to.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 22));
        to.drawString("Who waits how long in a rush of two hours", 24, 30);
        to.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        to.drawString(
                "24 agents, calls of 5 min in the mean, 20 % gold, 30 % silver, 50 % bronze, nobody"
                        + " hangs up; load = work that comes ÷ work that the agents can do",
                24, 54);
        row(to, means, HEAD, "mean wait, min");
        row(to, tails, HEAD + (HEIGHT - HEAD) / 2, "19 of 20 wait at most, min");
    }

    private static void row(Graphics2D to, List<Panel> panels, int top, String axis) {
        double most =
                panels.stream()
                        .flatMap(panel -> panel.minutes().values().stream())
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1);
        int width = WIDTH / panels.size();
        for (int at = 0; at < panels.size(); at++) {
            Panel panel = panels.get(at);
            int left = at * width;
            int height = (HEIGHT - HEAD) / 2;
            if (!panel.title().isEmpty()) {
                to.setColor(Color.BLACK);
                to.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
                to.drawString(panel.title(), left + TITLE_LEFT, top + TITLE_BASE);
            }
            Graphics2D part =
                    (Graphics2D) to.create(left, top + TITLE_TOP, width, height - TITLE_TOP);
            LinesOfTiers.paint(
                    part,
                    new LinesOfTiers.Axes(axis, LOADS, Math.ceil(most * 1.05)),
                    panel.minutes(),
                    width,
                    height - TITLE_TOP);
            part.dispose();
        }
    }
}
