package zarang.tests.world;

/**
 * How many more things a process does: messages of its loop, datagrams, entries, questions to
 * stores. After the last one it is dead: what its code still does has no effect, and nothing
 * answers it.
 */
final class Fate {
    private final Runnable onDeath;
    private long left;
    private boolean dead;

    /**
     * @param left things it does; {@link Long#MAX_VALUE} if it lives on
     */
    Fate(long left, Runnable onDeath) {
        this.left = left;
        this.onDeath = onDeath;
    }

    /** Takes a step; false if it is not taken any more. */
    boolean step() {
        if (!dead && --left < 0) {
            die();
        }
        return !dead;
    }

    boolean isDead() {
        return dead;
    }

    private void die() {
        dead = true;
        onDeath.run();
    }

    /** The world ends before it does. */
    void spare() {
        left = Long.MAX_VALUE;
    }
}
