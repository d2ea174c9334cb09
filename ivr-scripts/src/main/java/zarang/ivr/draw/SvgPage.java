package zarang.ivr.draw;

import java.util.List;
import java.util.Locale;
import zarang.ivr.model.Flow;

/** Writes a layout as SVG. Nothing that stands in a flow can become markup. */
final class SvgPage {
    private static final String STYLE =
            """
            text{font-family:Vazirmatn,"Noto Sans Arabic","Noto Sans",Tahoma,sans-serif;\
            text-anchor:middle;dominant-baseline:central;unicode-bidi:plaintext;fill:#1c2733}
            .title{font-size:16px;font-weight:600}
            .name{font-size:13px;font-weight:600}
            .line{font-size:11px;fill:#4a5866}
            .outcome{font-size:11px;fill:#7a3b00}
            .halo{font-size:11px;stroke:#fff;stroke-width:4px;stroke-linejoin:round;fill:#fff}
            .box{stroke:#5b6b7a;stroke-width:1.2}
            .quiet{fill:#f4f6f8}.audible{fill:#e6f1fb}.queue{fill:#fdf0dc}
            .last{fill:#e9e6ea;stroke-width:2.4}.start{fill:#1c2733}
            .arrow{fill:none;stroke:#5b6b7a;stroke-width:1.2;marker-end:url(#point)}
            """;

    private static final int HEAD = 34;

    private final Flow flow;
    private final ReadingWay reading;
    private final StringBuilder out = new StringBuilder();

    SvgPage(Flow flow, ReadingWay reading) {
        this.flow = flow;
        this.reading = reading;
    }

    String draw(Layout layout) {
        String title = flow.title().isEmpty() ? flow.name() : flow.title();
        double wide = Math.max(layout.width(), TextSize.width(title, 16) + HEAD);
        String size = number(wide) + " " + number(layout.height() + HEAD);
        put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        put(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s\" width=\"%s\" height=\"%s\" xml:lang=\"%s\" direction=\"%s\">"
                        .formatted(
                                size,
                                number(wide),
                                number(layout.height() + HEAD),
                                escaped(flow.language()),
                                reading == ReadingWay.LEFTWARD ? "rtl" : "ltr"));
        put("<title>%s</title>".formatted(escaped(title)));
        put("<style>%s</style>".formatted(STYLE.strip()));
        put(
                "<defs><marker id=\"point\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\""
                        + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0"
                        + " 8z\" fill=\"#5b6b7a\"/></marker></defs>");
        put("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        text("title", wide / 2, HEAD * 0.6, title);
        put(
                "<g transform=\"translate(%s %s)\">"
                        .formatted(number((wide - layout.width()) / 2), HEAD));
        layout.arrows().forEach(this::arrow);
        layout.boxes().forEach(this::box);
        layout.arrows().forEach(this::outcomes);
        put("</g>");
        put("</svg>");
        return out.toString();
    }

    private void box(Layout.PlacedBox placed) {
        Box box = placed.box();
        String kind = box.kind().name().toLowerCase(Locale.ROOT);
        if (box.kind() == Box.Kind.START) {
            put(
                    "<circle class=\"start\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
                            .formatted(
                                    number(placed.x() + placed.width() / 2),
                                    number(placed.y() + placed.height() / 2),
                                    number(placed.width() / 2)));
            return;
        }
        if (box.kind() == Box.Kind.SIGNPOST) {
            double x = placed.x() + placed.width() / 2;
            text("line", x, placed.y() + placed.height() / 2, box.lines().getFirst());
            return;
        }
        put("<g id=\"step-%s\">".formatted(escaped(box.name())));
        if (!box.tip().isEmpty()) {
            put("<title>%s</title>".formatted(escaped(box.tip())));
        }
        put(
                "<rect class=\"box %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\"/>"
                        .formatted(
                                kind,
                                number(placed.x()),
                                number(placed.y()),
                                number(placed.width()),
                                number(placed.height())));
        double middle = placed.x() + placed.width() / 2;
        double y = placed.y() + TextSize.LINE * 0.8;
        text("name", middle, y, box.name());
        for (String each : box.lines()) {
            y += TextSize.LINE;
            text("line", middle, y, each);
        }
        put("</g>");
    }

    private void arrow(Layout.PlacedArrow placed) {
        StringBuilder way = new StringBuilder();
        for (Layout.Point point : placed.way()) {
            way.append(way.isEmpty() ? "M" : "L")
                    .append(number(point.x()))
                    .append(' ')
                    .append(number(point.y()));
        }
        put("<path class=\"arrow\" d=\"%s\"/>".formatted(way));
    }

    private void outcomes(Layout.PlacedArrow placed) {
        List<String> lines = placed.arrow().lines();
        for (int i = 0; i < lines.size(); i++) {
            double y = placed.label().y() + i * (double) TextSize.LINE;
            text("halo", placed.label().x(), y, lines.get(i));
            text("outcome", placed.label().x(), y, lines.get(i));
        }
    }

    private void text(String kind, double x, double y, String text) {
        put(
                "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
                        .formatted(kind, number(x), number(y), escaped(text)));
    }

    private void put(String line) {
        out.append(line).append('\n');
    }

    /** A tenth of a pixel is enough. */
    private static String number(double pixels) {
        String written = String.format(Locale.ROOT, "%.1f", pixels);
        return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
    }

    /** As text and as the value of an attribute; signs that XML 1.0 does not know are left out. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '&' -> safe.append("&amp;");
                        case '"' -> safe.append("&quot;");
                        case '\'' -> safe.append("&#39;");
                        default -> {
                            if (isXml(c)) {
                                safe.appendCodePoint(c);
                            }
                        }
                    }
                });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return c == '\n'
                || c == '\t'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
