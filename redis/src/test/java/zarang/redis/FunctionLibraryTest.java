package zarang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLibraryTest {
    private static final String BOTH_FORMS =
            """
            #!lua name=a
            redis.register_function('a_b', b)
            redis.register_function{function_name = 'a_c', callback = c, flags = {'no-writes'}}
            """;

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
    void whatIsLoadedCarriesTheHashOfTheSourceInEveryName() {
        FunctionLibrary one = new FunctionLibrary("a", BOTH_FORMS);
        FunctionLibrary other = new FunctionLibrary("a", BOTH_FORMS + "-- changed\n");
        assertThat(one.functions()).containsExactlyInAnyOrder("a_b", "a_c");
        assertThat(one.loaded("a_b")).matches("a_b_[0-9a-f]{8}").isNotEqualTo(other.loaded("a_b"));
        assertThat(one.loadedSource())
                .startsWith("#!lua name=" + one.loadedName() + "\n")
                .contains("register_function('" + one.loaded("a_b") + "', b)")
                .contains("function_name = '" + one.loaded("a_c") + "', callback = c");
    }

    @Test
    void aFunctionThatWouldKeepItsNameIsRefused() {
        assertThatThrownBy(() ->
                        new FunctionLibrary(
                                "a", "#!lua name=a\nredis.register_function(name, b)\n"))
                .hasMessageContaining("form");
        assertThatThrownBy(() ->
                        new FunctionLibrary("a", "#!lua name=a\nredis.register_function('b', b)\n"))
                .hasMessageContaining("must begin with it");
    }

    @Test
    void aRedisThatEndangersPointsIsNamedWithItsRemedy() {
        RedisState well = RedisState.parse("redis_version:7.0.15\r\naof_enabled:1\r\n");
        assertThat(well.warnings()).isEmpty();
        RedisState bad =
                RedisState.parse(
                        """
                        # Server
                        redis_version:6.2.7
                        aof_enabled:0
                        aof_last_write_status:err
                        maxmemory_policy:allkeys-lru
                        used_memory:90000000
                        maxmemory:100000000
                        master_replid:8371b4fb
                        """);
        assertThat(bad.replicationId()).isEqualTo("8371b4fb");
        assertThat(bad.warnings())
                .hasSize(5)
                .anyMatch(w -> w.contains("7.0"))
                .anyMatch(w -> w.contains("appendonly yes"))
                .anyMatch(w -> w.contains("disk"))
                .anyMatch(w -> w.contains("allkeys-lru") && w.contains("noeviction"))
                .anyMatch(w -> w.contains("85 of its 95 MiB"));
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
