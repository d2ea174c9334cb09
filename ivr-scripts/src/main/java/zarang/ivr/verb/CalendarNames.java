package zarang.ivr.verb;

import zarang.ivr.step.Shape;
import zarang.ivr.step.Shapes;

/** How steps name a calendar; whether there is one is checked later. */
final class CalendarNames {
    private CalendarNames() {}

    static Shape<String> shape() {
        return Shapes.text("the name of a calendar", "[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
    }
}
