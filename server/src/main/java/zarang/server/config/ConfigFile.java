package zarang.server.config;

/** The files of a configuration folder. Each must be there; it may be empty. */
enum ConfigFile {
    ZARANG("zarang.yaml"),
    TRUNKS("trunks.yaml"),
    QUEUES("queues.yaml"),
    AGENTS("agents.yaml"),
    LOYALTY("loyalty.yaml");

    final String fileName;

    ConfigFile(String fileName) {
        this.fileName = fileName;
    }
}
