package zarang.ivr.foreign;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML file with the line where it begins. A DOCTYPE is refused, so that no entity
 * can be declared: none is fetched and none grows.
 *
 * @param text directly in it, in one line
 */
record XmlElement(
        String name,
        int line,
        Map<String, String> attributes,
        List<XmlElement> children,
        StringBuilder text) {
    private static final int DEPTH_MAX = 64;
    private static final int ELEMENTS_MAX = 20_000;

    static XmlElement parse(String xml) throws UnreadableScriptException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return root(factory.createXMLStreamReader(new StringReader(xml)));
        } catch (XMLStreamException broken) {
            String line =
                    broken.getLocation() == null
                            ? ""
                            : "line " + broken.getLocation().getLineNumber() + ": ";
            throw new UnreadableScriptException(line + "is not well-formed XML");
        } catch (RuntimeException broken) { // the parser is fed whatever lies in the file
            throw new UnreadableScriptException("is not well-formed XML");
        }
    }

    private static XmlElement root(XMLStreamReader reader)
            throws XMLStreamException, UnreadableScriptException {
        Deque<XmlElement> open = new ArrayDeque<>();
        int elements = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            int line = reader.getLocation().getLineNumber();
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadableScriptException(
                        "line " + line + ": a DOCTYPE is not read; take it out");
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new UnreadableScriptException(
                        "line " + line + ": an entity is not read; write out what it stands for");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (++elements > ELEMENTS_MAX || open.size() >= DEPTH_MAX) {
                    throw new UnreadableScriptException(
                            "line " + line + ": too many elements, or nested too deep");
                }
                XmlElement element =
                        new XmlElement(
                                reader.getLocalName(),
                                line,
                                attributes(reader),
                                new ArrayList<>(),
                                new StringBuilder());
                Optional.ofNullable(open.peek()).ifPresent(top -> top.children.add(element));
                open.push(element);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                XmlElement done = open.pop();
                if (open.isEmpty()) {
                    return done;
                }
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA) {
                Optional.ofNullable(open.peek())
                        .ifPresent(top -> top.text.append(reader.getText()));
            }
        }
        throw new UnreadableScriptException("holds no element");
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** The value of an attribute; empty if it is not there. */
    String attribute(String key) {
        return attributes.getOrDefault(key, "").strip();
    }

    Stream<XmlElement> children(String kind) {
        return children.stream().filter(child -> child.name.equals(kind));
    }

    String said() {
        return text.toString().strip().replaceAll("\\s+", " ");
    }
}
