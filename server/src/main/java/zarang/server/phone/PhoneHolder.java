package zarang.server.phone;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets the events of a phone reach the phone: it exists only after they were wired. */
final class PhoneHolder {
    private volatile @Nullable TestPhone phone;

    void set(TestPhone opened) {
        phone = opened;
    }

    TestPhone get() {
        return Objects.requireNonNull(phone, "an event before the phone was used");
    }
}
