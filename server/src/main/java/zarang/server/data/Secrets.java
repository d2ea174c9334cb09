package zarang.server.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import zarang.config.SecretText;

/**
 * Secrets that are made at first start and never leave the data folder: none ships, none is logged.
 */
public final class Secrets {
    private static final int BYTES = 24;
    private static final String ADMIN = "admin-token";
    private static final int ADMIN_MIN = 16;
    private static final int AGENT_MIN = 8;
    private static final int FLOW_MIN = 32;

    private final DataFolder folder;
    private final SecureRandom random;

    public Secrets(DataFolder folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /**
     * The token that the admin API asks for; made when there is none.
     *
     * @throws IOException also when the file holds none: an empty secret would let everybody in
     */
    public String adminToken() throws IOException {
        return readOrMake(ADMIN, ADMIN_MIN);
    }

    /**
     * The SIP password of an agent's phone; made when there is none.
     *
     * @throws IOException also when the file holds none
     */
    public String agentSecret(String extension) throws IOException {
        return readOrMake("agent-" + extension, AGENT_MIN);
    }

    /**
     * What this node's flow tokens are made with; made when there is none. The same after a
     * restart, so that what goes on through this node goes on.
     *
     * @throws IOException also when the file holds none
     */
    public SecretKey flowKey() throws IOException {
        return new SecretKeySpec(
                readOrMake("flow-key", FLOW_MIN).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** The token of the server that runs on {@code folder}, if one ever did. */
    static Optional<String> existingAdminToken(DataFolder folder) throws IOException {
        return existing(folder, ADMIN, ADMIN_MIN);
    }

    /** The SIP password of an agent's phone, if a server on {@code folder} has made one. */
    public static Optional<String> existingAgentSecret(DataFolder folder, String extension)
            throws IOException {
        return existing(folder, "agent-" + extension, AGENT_MIN);
    }

    private String readOrMake(String name, int min) throws IOException {
        Optional<String> there = existing(folder, name, min);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        DataFolder.writePrivately(folder.secrets().resolve(name), secret + "\n");
        return secret;
    }

    private static Optional<String> existing(DataFolder folder, String name, int min)
            throws IOException {
        Path file = folder.secrets().resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String secret = Files.readString(file).strip();
        String fault = SecretText.fault(secret, min);
        if (!fault.isEmpty()) {
            throw new IOException(
                    file
                            + " "
                            + fault
                            + ": write the secret into it, or delete the file and a new one is"
                            + " made at the next start");
        }
        return Optional.of(secret);
    }
}
