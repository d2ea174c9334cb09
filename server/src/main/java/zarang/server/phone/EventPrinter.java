package zarang.server.phone;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.loop.ControlLoop;
import zarang.sip.phone.PhoneEvent;

/** Prints what happens to a phone: a line for a person, or one JSON object each. */
final class EventPrinter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintWriter out;
    private final boolean json;
    private long startNanos = -1;

    EventPrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(ControlLoop loop, PhoneEvent event) {
        switch (event) {
            case PhoneEvent.Registered e ->
                    line(loop, "registered", Map.of("expires-s", e.expiresSeconds()));
            case PhoneEvent.RegistrationFailed e ->
                    line(loop, "registration-failed", Map.of("status", e.status()));
            case PhoneEvent.Unregistered e -> line(loop, "unregistered", Map.of());
            case PhoneEvent.Incoming e ->
                    line(loop, "incoming", Map.of("from", e.callerUser(), "name", e.callerName()));
            case PhoneEvent.Ringing e -> line(loop, "ringing", Map.of());
            case PhoneEvent.Answered e -> line(loop, "answered", Map.of());
            case PhoneEvent.Held e -> line(loop, "held", Map.of("held", e.held()));
            case PhoneEvent.Holding e -> line(loop, "holding", Map.of("holding", e.holding()));
            case PhoneEvent.HoldRefused e ->
                    line(loop, "hold-refused", Map.of("status", e.status()));
            case PhoneEvent.Digit e ->
                    line(loop, "digit", Map.of("digit", String.valueOf(e.digit())));
            case PhoneEvent.PlayFinished e -> line(loop, "said", Map.of());
            case PhoneEvent.Ended e ->
                    line(
                            loop,
                            "ended",
                            Map.of(
                                    "by",
                                    e.byRemote() ? "remote" : "phone",
                                    "cause",
                                    e.cause().q850(),
                                    "status",
                                    e.status()));
        }
    }

    /** Something that the phone did by itself. */
    void line(ControlLoop loop, String event, Map<String, ?> detail) {
        if (startNanos < 0) {
            startNanos = loop.nanos();
        }
        long atMs = (loop.nanos() - startNanos) / 1_000_000;
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("at-ms", atMs);
            object.put("event", event);
            object.putAll(detail);
            out.println(JSON.writeValueAsString(object));
        } else {
            out.printf(
                    "%8.3f s  %s%s%n", atMs / 1000.0, event, detail.isEmpty() ? "" : " " + detail);
        }
        out.flush();
    }
}
