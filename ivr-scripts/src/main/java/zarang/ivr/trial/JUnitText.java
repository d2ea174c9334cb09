package zarang.ivr.trial;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import zarang.yaml.Finding;

/** Renders what came of tests as JUnit XML, which build servers read. */
public final class JUnitText {
    private JUnitText() {}

    /** A suite for each file; a file that cannot be read is a suite with an error. */
    public static String xml(TestReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<TestReport.Result>> suite : suites(report).entrySet()) {
                suite(suite.getKey(), suite.getValue(), xml);
            }
            for (Finding finding : report.unreadable()) {
                xml.writeStartElement("testsuite");
                xml.writeAttribute("name", finding.place().file());
                xml.writeAttribute("tests", "1");
                xml.writeAttribute("errors", "1");
                xml.writeStartElement("testcase");
                xml.writeAttribute("name", finding.place().toString());
                fault("error", finding.toString(), "", xml);
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private static Map<String, List<TestReport.Result>> suites(TestReport report) {
        Map<String, List<TestReport.Result>> suites = new LinkedHashMap<>();
        report.results()
                .forEach(result ->
                        suites.computeIfAbsent(result.file(), f -> new ArrayList<>()).add(result));
        return suites;
    }

    private static void suite(String file, List<TestReport.Result> results, XMLStreamWriter xml)
            throws XMLStreamException {
        long failures = results.stream().filter(r -> r.failure().isPresent()).count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", file);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", Long.toString(failures));
        for (TestReport.Result result : results) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", result.flow());
            xml.writeAttribute("name", result.test());
            if (result.failure().isPresent()) {
                TestReport.Failure failure = result.failure().get();
                fault(
                        "failure",
                        failure.place() + ": " + failure.why(),
                        String.join("\n", failure.transcript()) + "\n> " + failure.line(),
                        xml);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void fault(String kind, String message, String text, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement(kind);
        xml.writeAttribute("message", message);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
