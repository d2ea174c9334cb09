package zarang.server.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir private Path root;

    @Test
    void secretIsMadeOnceIsLongAndOnlyItsOwnerMayReadIt() throws IOException {
        DataFolder folder = new DataFolder(root.resolve("data"));
        String first = new Secrets(folder, new SecureRandom()).agentSecret("2001");
        assertThat(first).hasSizeGreaterThanOrEqualTo(32);
        assertThat(new Secrets(folder, new SecureRandom()).agentSecret("2001")).isEqualTo(first);
        assertThat(new Secrets(folder, new SecureRandom()).agentSecret("2002")).isNotEqualTo(first);
        assertThat(Secrets.existingAgentSecret(folder, "2001")).contains(first);
        Path file = folder.secrets().resolve("agent-2001");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void emptyOrShortSecretIsRefusedWithTheFileAndTheCure() throws IOException {
        DataFolder folder = new DataFolder(root.resolve("data"));
        Secrets secrets = new Secrets(folder, new SecureRandom());
        secrets.agentSecret("2001");
        secrets.adminToken();
        for (String bad : List.of("", "\n", "  \n", "1234567\n", "two\nlines-of-it\n")) {
            Files.writeString(folder.secrets().resolve("agent-2001"), bad);
            Files.writeString(folder.secrets().resolve("admin-token"), bad);
            assertThatThrownBy(() -> secrets.agentSecret("2001"))
                    .as("'%s'", bad)
                    .hasMessageContaining("secrets/agent-2001")
                    .hasMessageContaining("delete the file");
            assertThatThrownBy(() -> Secrets.existingAgentSecret(folder, "2001"))
                    .hasMessageContaining("secrets/agent-2001");
            assertThatThrownBy(secrets::adminToken).hasMessageContaining("secrets/admin-token");
        }
        Files.writeString(folder.secrets().resolve("agent-2001"), "12345678");
        assertThat(secrets.agentSecret("2001")).isEqualTo("12345678");
    }

    @Test
    void nodeThatAPowerCutEmptiedIsMadeAnewAndAStrangeOneIsRefused() throws IOException {
        DataFolder folder = new DataFolder(root.resolve("data"));
        String first = NodeName.of(folder, new Random(1));
        assertThat(NodeName.of(folder, new Random(2))).isEqualTo(first);
        Path file = folder.root().resolve("node");
        Files.writeString(file, "");
        String second = NodeName.of(folder, new Random(3));
        assertThat(second).matches("node-[0-9a-z]+").isNotEqualTo(first);
        assertThat(NodeName.of(folder, new Random(4))).isEqualTo(second);
        Files.writeString(file, "two words\n");
        assertThatThrownBy(() -> NodeName.of(folder, new Random(5)))
                .hasMessageContaining("node holds no name")
                .hasMessageContaining("delete it");
    }

    @Test
    void secondServerOnOneFolderIsRefusedUntilTheFirstIsGone() throws IOException {
        DataFolder folder = new DataFolder(root.resolve("data"));
        FileLock first = folder.lock();
        assertThatThrownBy(folder::lock)
                .isInstanceOf(DataFolderTakenException.class)
                .hasMessageContaining("another Zarang is running on");
        first.channel().close();
        folder.lock().channel().close();
    }

    @Test
    void toolFindsTheServerThatWroteItsAddressAndNoneWhereNoneDid() throws IOException {
        DataFolder folder = new DataFolder(root.resolve("data"));
        assertThatThrownBy(() -> ServerLink.find(folder.root()))
                .isInstanceOf(NoServerException.class)
                .hasMessageContaining("./zarang serve --data");
        ServerAddress address =
                new ServerAddress(
                        URI.create("http://127.0.0.1:8080"), List.of("udp:127.0.0.1:5060"), 7);
        address.write(folder);
        assertThat(ServerAddress.read(folder)).contains(address);
        Files.writeString(folder.serverFile(), "{ torn");
        assertThat(ServerAddress.read(folder)).isEmpty();
    }
}
