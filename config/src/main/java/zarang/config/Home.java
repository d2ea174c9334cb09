package zarang.config;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where relative paths of the configuration begin: at its own folder, never where the shell stands.
 * What ships with Zarang is found in Zarang's home.
 */
public final class Home {
    private final Path conf;
    private final Path home;

    /**
     * @param home the folder of the launcher, where scripts and prompts ship
     */
    public Home(Path conf, Path home) {
        this.conf = conf.toAbsolutePath().normalize();
        this.home = home.toAbsolutePath().normalize();
    }

    /** As the launcher says; without one, the current folder, as in a build. */
    public static Path ofLauncher() {
        return Path.of(System.getProperty("zarang.home", ""));
    }

    /** A path of the configuration. */
    public Path inConf(Path written) {
        return conf.resolve(written).normalize();
    }

    /** The same for what ships: the configuration's own goes before. */
    public Path shipped(Path written) {
        Path own = inConf(written);
        Path ours = home.resolve(written).normalize();
        return !Files.exists(own) && Files.exists(ours) ? ours : own;
    }
}
