package zarang.call.actor;

/** What the caller hears of Zarang now. */
enum Sound {
    NONE,
    /** What the script plays: it is told of the end. */
    SCRIPT,
    /** A word on entering a queue; the music follows. */
    ANNOUNCEMENT,
    MUSIC
}
