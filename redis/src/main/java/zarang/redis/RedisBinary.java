package zarang.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a {@code redis-server} that knows functions: the static one that the embedded-redis jar
 * carries for this platform, else one of version 7 or later in PATH.
 */
final class RedisBinary {
    private static final String CARRIED = "redis-server-7.0.15-";

    /** SHA-256 of what the jar carries, by platform. */
    private static final Map<String, String> SUMS =
            Map.of(
                    "darwin-arm64",
                    "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129",
                    "darwin-amd64",
                    "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
                    "linux-arm64",
                    "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
                    "linux-amd64",
                    "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e");

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int VERSION_MIN = 7;

    private RedisBinary() {}

    /**
     * An executable, unpacked into {@code folder} if need be and with its checksum right.
     *
     * @param path the directories of PATH
     */
    static Path find(Path folder, String os, String arch, String path) throws IOException {
        String platform = platform(os, arch);
        String sum = SUMS.get(platform);
        if (sum != null) {
            return carried(folder, platform, sum);
        }
        return inPath(path)
                .orElseThrow(() ->
                        new IOException(
                                "Zarang carries no redis-server for "
                                        + platform
                                        + ": install Redis 7 or later so that"
                                        + " 'redis-server' is in PATH, or set redis.uri"));
    }

    static String platform(String os, String arch) {
        String name = os.toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name;
        return system
                + "-"
                + switch (arch) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> arch;
                };
    }

    private static Path carried(Path folder, String platform, String sum) throws IOException {
        Path binary = folder.resolve(CARRIED + platform);
        if (Files.isExecutable(binary) && sum.equals(sha256(Files.readAllBytes(binary)))) {
            return binary;
        }
        byte[] content;
        try (InputStream in = RedisBinary.class.getResourceAsStream("/" + CARRIED + platform)) {
            if (in == null) {
                throw new IOException("the embedded-redis jar is not on the class path");
            }
            content = in.readAllBytes();
        }
        if (!sum.equals(sha256(content))) {
            throw new IOException(
                    CARRIED + platform + " does not have the checksum it should have");
        }
        Path part =
                Files.createTempFile(
                        folder,
                        "redis-server",
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Files.write(part, content);
        return Files.move(part, binary, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static Optional<Path> inPath(String path) throws IOException {
        for (String directory : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory, "redis-server");
            if (!directory.isEmpty() && Files.isExecutable(candidate) && isNewEnough(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean isNewEnough(Path candidate) throws IOException {
        Process process =
                new ProcessBuilder(candidate.toString(), "--version")
                        .redirectErrorStream(true)
                        .start();
        try (InputStream in = process.getInputStream()) {
            Matcher version =
                    VERSION.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return version.find() && Integer.parseInt(version.group(1)) >= VERSION_MIN;
        }
    }
}
