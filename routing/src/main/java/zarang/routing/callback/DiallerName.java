package zarang.routing.callback;

/**
 * A run of a process that calls people back.
 *
 * @param node the process, over restarts
 * @param startedMs by which a later run is known
 */
record DiallerName(String node, long startedMs) {
    String text() {
        return node + " " + startedMs;
    }
}
