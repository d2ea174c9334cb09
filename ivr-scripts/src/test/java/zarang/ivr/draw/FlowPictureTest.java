package zarang.ivr.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;

class FlowPictureTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private static final String HEAD = "flow: t\ntitle: \"%s\"\nlanguage: %s\nstart: a\nsteps:\n";

    private static Flow hotline() {
        return CHECK.check(Path.of("scripts/hotline.yaml"), LintScope.NONE).flow().orElseThrow();
    }

    private static Flow flow(String text) {
        return CHECK.check("t.yaml", text, LintScope.NONE).flow().orElseThrow();
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    private static List<String> texts(Document page, String kind) {
        return elements(page, "text").stream()
                .filter(text -> text.getAttribute("class").equals(kind))
                .map(Element::getTextContent)
                .toList();
    }

    /** The boxes of the steps, as x, y, width, height. */
    private static Map<String, double[]> boxes(Document page) {
        Map<String, double[]> boxes = new HashMap<>();
        for (Element group : elements(page, "g")) {
            if (group.getAttribute("id").startsWith("step-")) {
                Element box = (Element) group.getElementsByTagName("rect").item(0);
                boxes.put(
                        group.getAttribute("id").substring(5),
                        new double[] {
                            Double.parseDouble(box.getAttribute("x")),
                            Double.parseDouble(box.getAttribute("y")),
                            Double.parseDouble(box.getAttribute("width")),
                            Double.parseDouble(box.getAttribute("height"))
                        });
            }
        }
        return boxes;
    }

    @Test
    void everyStepAndEveryOutcomeOfTheShippedFlowIsInThePicture() throws Exception {
        Flow hotline = hotline();
        Document page = parsed(FlowPicture.svg(hotline));
        assertThat(texts(page, "name"))
                .containsExactlyInAnyOrderElementsOf(hotline.steps().keySet());
        assertThat(String.join(" ", texts(page, "outcome")))
                .contains("found", "unknown", "no-input", "no-match", "answered", "full", "2");
        assertThat(texts(page, "title")).containsExactly("خط ویژهٔ مشتریان");
        assertThat(elements(page, "path").size())
                .as("an arrow for each pair of steps, the one from outside, and the point")
                .isEqualTo(Arrow.of(hotline).size() + 1);
    }

    @Test
    void persianFlowIsReadFromRightToLeftAndAnEnglishOneTheOtherWay() throws Exception {
        Flow hotline = hotline();
        Map<String, double[]> persian = boxes(parsed(FlowPicture.svg(hotline)));
        assertThat(left(persian, "identify")).isGreaterThan(left(persian, "main-menu"));
        assertThat(left(persian, "main-menu")).isGreaterThan(left(persian, "end"));
        Map<String, double[]> turned =
                boxes(parsed(FlowPicture.svg(hotline, ReadingWay.RIGHTWARD)));
        assertThat(left(turned, "identify")).isLessThan(left(turned, "main-menu"));
        assertThat(ReadingWay.of("en")).isEqualTo(ReadingWay.RIGHTWARD);
    }

    private static double left(Map<String, double[]> boxes, String step) {
        return Objects.requireNonNull(boxes.get(step), step)[0];
    }

    @Test
    void boxesDoNotLieOnEachOther() throws Exception {
        List<double[]> boxes = List.copyOf(boxes(parsed(FlowPicture.svg(hotline()))).values());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                double[] one = boxes.get(i);
                double[] other = boxes.get(j);
                boolean apart =
                        one[0] + one[2] < other[0]
                                || other[0] + other[2] < one[0]
                                || one[1] + one[3] < other[1]
                                || other[1] + other[3] < one[1];
                assertThat(apart).isTrue();
            }
        }
    }

    @Test
    void sameFlowGivesTheSameBytes() {
        assertThat(FlowPicture.svg(hotline())).isEqualTo(FlowPicture.svg(hotline()));
    }

    @Test
    void hostileTitleIsTextAndNeverMarkup() throws Exception {
        String title = "</title><script>alert(1)</script>&x; '\\\" %s %n";
        Flow flow = flow(HEAD.formatted(title, "en") + "  a: {hang-up: }\n");
        Document page = parsed(FlowPicture.svg(flow));
        assertThat(elements(page, "script")).isEmpty();
        assertThat(texts(page, "title"))
                .containsExactly("</title><script>alert(1)</script>&x; '\" %s %n");
    }

    @Test
    void stepThatLeadsBackToItselfAndManyOutcomesAreDrawn() throws Exception {
        StringBuilder text = new StringBuilder(HEAD.formatted("t", "fa"));
        text.append("  a:\n    menu: m\n    on: {no-input: a, no-match: a");
        for (int i = 10; i < 60; i++) {
            text.append(", \"").append(i).append("\": b");
        }
        text.append("}\n  b: {hang-up: }\n");
        Document page = parsed(FlowPicture.svg(flow(text.toString())));
        assertThat(texts(page, "outcome")).contains("no-input · no-match", "… +38");
    }

    @Test
    void longestFlowThereCanBeIsDrawn() throws Exception {
        StringBuilder text =
                new StringBuilder(HEAD.formatted("t", "fa")).append("  a: {goto: s0}\n");
        for (int i = 0; i < 498; i++) {
            int next = i + 1;
            text.append(
                    "  s%d: {menu: m, on: {\"1\": s%d, \"2\": a, no-input: s%d, no-match: end}}\n"
                            .formatted(i, next == 498 ? 0 : next, i / 2));
        }
        text.append("  end: {hang-up: }\n");
        assertThat(boxes(parsed(FlowPicture.svg(flow(text.toString()))))).hasSize(500);
    }
}
