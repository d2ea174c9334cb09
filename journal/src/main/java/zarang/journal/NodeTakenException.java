package zarang.journal;

import java.io.IOException;

/** Another living process has this node's name on the same Redis. */
public final class NodeTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    NodeTakenException(String node) {
        super(
                "another Zarang with the node name "
                        + node
                        + " is running on this Redis: was its data folder copied? Stop one of the"
                        + " two; the copy gets a name of its own if the file 'node' is deleted from"
                        + " its data folder");
    }
}
