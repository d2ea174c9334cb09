package zarang.media.sound;

import java.util.Locale;

/** Why a sound cannot become a prompt. */
public record SoundFault(Kind kind, String found, String expected) implements SoundResult {
    /** Each has its own word, which a program can compare. */
    public enum Kind {
        /** There is no such file. */
        MISSING,
        /** A folder, a device, or nothing that may be read. */
        UNREADABLE,
        /** No bytes. */
        EMPTY,
        /** More bytes than a prompt may have. */
        TOO_LARGE,
        /** No sound that is understood here. */
        FORMAT,
        /** The file ends before what it says it holds. */
        TRUNCATED,
        /** A header and no sample. */
        NO_AUDIO,
        /** Longer than a prompt may be. */
        TOO_LONG,
        /** Nobody speaks in it. */
        SILENT,
        /** A name or a language that no prompt can have. */
        NAME,
        /** It would lie outside the folder of the prompts. */
        OUTSIDE,
        /** There is one of that name. */
        EXISTS;

        /** Such as {@code too-large}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return kind.word() + ": found " + found + ", expected " + expected;
    }
}
