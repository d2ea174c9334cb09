package zarang.crm.lookup;

import io.vertx.core.buffer.Buffer;

/** What a host said: its status, and its body within the bound. */
record WebAnswer(int status, Buffer body) {
    boolean isGood() {
        return status >= 200 && status < 300;
    }

    boolean isNotFound() {
        return status == 404 || status == 410;
    }

    /** Whether the host itself is in trouble, so that trying again may help. */
    boolean isTrouble() {
        return status == 429 || status == 502 || status == 503 || status == 504 || status == 500;
    }
}
