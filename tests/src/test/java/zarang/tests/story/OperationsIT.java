package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Ports;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** What an admin does before and around a running server. */
class OperationsIT {
    private final Path work = Work.folder("operations");
    private final Conf conf = Conf.copy(work);
    private final Path data = work.resolve("data");

    /** The unit file's own command line, with its folders where the test has them, from '/'. */
    @Test
    void theServiceStartsAsPrintedFromAnyFolderAndTheDoctorFindsItWell() throws Exception {
        String unit = Files.readString(ServerProcess.HOME.resolve("packaging/zarang.service"));
        String line =
                Pattern.compile("^ExecStart=(.+)$", Pattern.MULTILINE)
                        .matcher(unit)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1)
                        .replace("/opt/zarang", ServerProcess.HOME.toString())
                        .replace("/etc/zarang", conf.folder().toString())
                        .replace("/var/lib/zarang", data.toString());
        int rtp = Ports.block(100);
        List<String> command = new ArrayList<>(List.of(line.split(" ")));
        Stream.of(
                        "sip.listen=udp:127.0.0.1:" + Ports.free(),
                        "http.listen=127.0.0.1:" + Ports.free(),
                        "media.ports=" + rtp + "-" + (rtp + 99))
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectError(work.resolve("service.log").toFile());
        builder.environment().put("ZARANG_NO_BUILD", "1");
        Process service = builder.start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine())
                    .as(Files.readString(work.resolve("service.log")))
                    .startsWith("ready ");
            Tool.Outcome doctor =
                    Tool.run(
                            "doctor",
                            "--conf",
                            conf.folder().toString(),
                            "--data",
                            data.toString());
            assertThat(doctor.out()).contains("runs and has them").contains("all is well");
            assertThat(doctor.exit()).isZero();
            assertThat(Files.readString(work.resolve("service.log")))
                    .as("a healthy start warns of nothing")
                    .doesNotContain(" WARN ")
                    .doesNotContain(" ERROR ");
            refusesAWrongPasswordInOneLine();
        } finally {
            service.destroy();
            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void refusesAWrongPasswordInOneLine() throws IOException {
        Path wrong = Files.writeString(work.resolve("wrong"), "not-the-password");
        Tool.Outcome agent =
                Tool.run(
                        "agent",
                        "--extension",
                        "2001",
                        "--answer",
                        "--data",
                        data.toString(),
                        "--secret-file",
                        wrong.toString());
        assertThat(agent.exit()).isEqualTo(1);
        assertThat(agent.err())
                .startsWith("zarang: the server refused 2001 with ")
                .contains("the password is wrong")
                .hasLineCount(1);
    }

    @Test
    void doctorNamesTheFaultAndTheCure() throws IOException {
        conf.change("zarang.yaml", "# host: 127.0.0.1 ", "host: 0.0.0.0 ");
        Tool.Outcome refused = Tool.run("doctor", "--conf", conf.folder().toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("fault").contains("media.host: found 0.0.0.0");
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Tool.Outcome busy =
                    Tool.run(
                            "doctor",
                            "--json",
                            "--conf",
                            conf.folder().toString(),
                            "--data",
                            data.toString(),
                            "--set",
                            "media.host=127.0.0.1",
                            "--set",
                            "sip.listen=udp:127.0.0.1:" + taken.getLocalPort(),
                            "--set",
                            "http.listen=127.0.0.1:0");
            assertThat(busy.exit()).isEqualTo(1);
            assertThat(busy.out())
                    .contains("{\"check\":\"sip.listen\",\"verdict\":\"fault\"")
                    .contains("cannot be had");
        }
    }

    @Test
    void callToNobodySaysSoWithinSeconds() throws IOException {
        for (String host : List.of("127.0.0.1", "[::1]")) {
            Tool.Outcome call =
                    Tool.run("call", "sip:1000@" + host + ":" + Ports.free(), "--for", "1s");
            assertThat(call.exit()).as(call.err()).isEqualTo(3);
            assertThat(call.err()).contains("nobody answers at sip:1000@" + host);
        }
    }
}
