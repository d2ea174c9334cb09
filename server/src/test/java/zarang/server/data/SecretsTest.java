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

    @Test
    void tokensAreComparedWhole() {
        assertThat(Secrets.same("abc", "abc")).isTrue();
        assertThat(Secrets.same("abc", "abd")).isFalse();
        assertThat(Secrets.same("", "abc")).isFalse();
    }
}
