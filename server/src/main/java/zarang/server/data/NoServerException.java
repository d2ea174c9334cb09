package zarang.server.data;

import java.io.IOException;

/** There is no running server to ask. */
public final class NoServerException extends IOException {
    private static final long serialVersionUID = 1;

    NoServerException(String message) {
        super(message);
    }
}
