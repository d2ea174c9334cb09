package zarang.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Header lines of a message that is being built, with their meaning already known. */
final class HeaderLines {
    private final List<Header> lines;

    HeaderLines(List<Header> start) {
        lines = new ArrayList<>(start);
    }

    static <T> Header of(String name, List<T> values) {
        String written = values.stream().map(Object::toString).collect(Collectors.joining(", "));
        return new Header(name, written, List.copyOf(values));
    }

    void set(Header header) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).is(header.name())) {
                lines.set(i, header);
                return;
            }
        }
        lines.add(header);
    }

    void add(Header header) {
        lines.add(header);
    }

    void addFirst(Header header) {
        lines.addFirst(header);
    }

    void remove(String name) {
        lines.removeIf(header -> header.is(name));
    }

    List<Header> build() {
        return List.copyOf(lines);
    }
}
