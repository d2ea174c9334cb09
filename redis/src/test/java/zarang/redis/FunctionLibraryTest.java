package zarang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLibraryTest {
    @Test
    void theNameIsTheOneInTheFirstLine() {
        assertThat(new FunctionLibrary("points", "#!lua name=points\nlocal x = 1\n").name())
                .isEqualTo("points");
        assertThatThrownBy(() -> new FunctionLibrary("points", "local x = 1\n"))
                .hasMessageContaining("#!lua name=points");
        assertThatThrownBy(() -> FunctionLibrary.ofResource(FunctionLibrary.class, "none.lua"))
                .hasMessageContaining("none.lua");
    }

    @Test
    void aPlatformWithoutABinaryIsToldWhatToInstall(@TempDir Path folder) {
        assertThat(RedisBinary.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm64");
        assertThatThrownBy(() -> RedisBinary.find(folder, "SunOS", "sparcv9", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sunos-sparcv9")
                .hasMessageContaining("install Redis 7 or later");
    }

    @Test
    void aPlatformWithoutABinaryUsesTheOneInPath(@TempDir Path folder) throws IOException {
        Path script = folder.resolve("redis-server");
        Files.writeString(script, "#!/bin/sh\necho Redis server v=7.2.4 sha=0\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(RedisBinary.find(folder, "SunOS", "sparcv9", "/nowhere:" + folder))
                .isEqualTo(script);
        Files.writeString(script, "#!/bin/sh\necho Redis server v=6.0.16 sha=0\n");
        assertThatThrownBy(() -> RedisBinary.find(folder, "SunOS", "sparcv9", folder.toString()))
                .isInstanceOf(IOException.class);
    }
}
