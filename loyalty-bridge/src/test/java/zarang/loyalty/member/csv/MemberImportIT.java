package zarang.loyalty.member.csv;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.Tier;
import zarang.call.member.Member;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.PhoneNumbers;
import zarang.loyalty.member.csv.ImportReport.Finding;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class MemberImportIT {
    private static final ImportOptions DRY = new ImportOptions(true, false, true);
    private static final ImportOptions UPDATE = new ImportOptions(false, true, true);
    private static final String TIERS =
            "tier: not one of bronze (برنزی), silver (نقره‌ای), gold (طلایی)";

    private final Heard heard = new Heard();
    @TempDir private Path folder;
    private TestRedis redis;
    private RedisLink link;
    private Members members;

    private static final class Heard implements ImportListener {
        final List<Long> rows = new ArrayList<>();
        final List<RefusedRow> refused = new ArrayList<>();

        @Override
        public void done(long done) {
            rows.add(done);
        }

        @Override
        public void refused(RefusedRow row) {
            refused.add(row);
        }
    }

    @BeforeEach
    void open() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Members.library()));
        members =
                new Members(
                        link,
                        new PhoneNumbers("IR"),
                        ClubTiers.SHIPPED,
                        () -> Instant.parse("2026-03-21T08:00:00Z"),
                        new Random(7));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        redis.close();
    }

    @Test
    void theGoodRowsAreTakenTheBadOnesListedAndASecondTimeChangesNothing() throws Exception {
        String csv =
                """
                Tier,phone,Name
                gold,0912 123 4567,"Rad, Mina"
                bronze,۰۹۱۳۱۲۳۴۵۶۷,علی
                bronze,12,short
                platinum,09141234567,no such tier
                bronze,+989121234567,the first one again
                silver,09151234567
                ?,09161234567,x
                Gold,09171234567,Rad, Mina
                ,,
                """;
        ImportReport first = run(csv, ImportOptions.PLAIN);
        assertThat(first.findings())
                .containsExactly(
                        new Finding(4, "phone: not a telephone number"),
                        new Finding(5, TIERS),
                        new Finding(8, TIERS),
                        new Finding(
                                9,
                                "4 fields, but the first line names 3: a text that holds the"
                                        + " separator needs quotes"));
        assertThat(first.notes())
                .containsExactly(new Finding(6, "the same number as line 2; that one counts"));
        assertThat(first.rows()).isEqualTo(8);
        assertThat(first.added()).isEqualTo(3);
        assertThat(first.alreadyThere()).isEqualTo(1);
        assertThat(first.refused()).isEqualTo(4);
        assertThat(first.complete()).isFalse();
        assertThat(heard.rows).isSorted().endsWith(8L);
        assertThat(heard.refused.get(1))
                .isEqualTo(new RefusedRow(5, TIERS, "09141234567", "no such tier", "platinum"));
        ImportReport second = run(csv, ImportOptions.PLAIN);
        assertThat(second.added()).isZero();
        assertThat(second.alreadyThere()).isEqualTo(4);
        assertThat(second.findings()).isEqualTo(first.findings());
        assertThat(member("09121234567").name()).isEqualTo("Rad, Mina");
    }

    @Test
    void whatExcelMakesOfAPersianListIsUnderstood() throws Exception {
        String rows =
                """
                نام و نام خانوادگی%sشماره موبايل%sسطح%sتوضیح
                مریم%s9121234567%sطلایی%s
                علی%s۰۹۱۳ ۱۲۳ ۴۵۶۷ %sنقره ای%sx
                رضا%s="09141234567"%s%s
                سارا%s'09151234567%sGOLD%s
                """
                        .replace("\n", "\r\n");
        for (String separator : List.of(";", "\t", ",")) {
            String csv = rows.replace("%s", separator);
            for (byte[] file :
                    List.of(
                            marked(csv, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
                            csv.getBytes(StandardCharsets.UTF_8),
                            marked(csv, StandardCharsets.UTF_16LE, 0xFF, 0xFE),
                            marked(csv, StandardCharsets.UTF_16BE, 0xFE, 0xFF))) {
                link.async().flushdb().get(5, SECONDS);
                ImportReport report = run(file, ImportOptions.PLAIN);
                assertThat(report.stopped()).isEmpty();
                assertThat(report.findings()).isEmpty();
                assertThat(report.added()).isEqualTo(4);
                assertThat(report.notes()).contains(new Finding(1, "columns ignored: توضیح"));
                assertThat(member("09121234567").tier()).isEqualTo(Tier.GOLD);
                assertThat(member("09131234567").tier()).isEqualTo(Tier.SILVER);
                assertThat(member("09141234567").tier()).isEqualTo(Tier.BRONZE);
                assertThat(member("09151234567").tier()).isEqualTo(Tier.GOLD);
                assertThat(member("09151234567").name()).isEqualTo("سارا");
            }
        }
    }

    @Test
    void otherHeadersAndAHintOfTheSeparatorAreUnderstood() throws Exception {
        assertThat(run("sep=;\r\nmobile;family;first name\r\n09121234567;راد;مینا\r\n").added())
                .isEqualTo(1);
        assertThat(member("09121234567").name()).isEqualTo("مینا راد");
        assertThat(run("\n\nNUMBER\n09131234567\n\n").added()).isEqualTo(1);
        assertThat(member("09131234567").tier()).isEqualTo(Tier.BRONZE);
    }

    @Test
    void numbersThatASpreadsheetHasBrokenAreRefusedWithTheReason() throws Exception {
        ImportReport report =
                run("phone;tier\n9,89E+11;gold\n9.89126E+11;gold\n۹٫۸۹E+۱۱;gold\n;gold\n");
        assertThat(report.added()).isZero();
        assertThat(report.findings()).extracting(Finding::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(report.findings().subList(0, 3))
                .allMatch(finding -> finding.problem().contains("format the column as text"));
        assertThat(report.findings().get(3).problem()).isEqualTo("phone: is missing");
    }

    @Test
    void aPreviewSaysWhatWouldComeOfItAndChangesNothing() throws Exception {
        run("phone,name,tier\n09121234567,a,gold\n");
        String csv = "phone,name,tier\n09121234567,a,silver\n09131234567,b,gold\nx,c,gold\n";
        ImportReport dry = run(csv, DRY);
        assertThat(dry.added()).isEqualTo(1);
        assertThat(dry.alreadyThere()).isEqualTo(1);
        assertThat(dry.refused()).isEqualTo(1);
        assertThat(dry.notes())
                .containsExactly(
                        new Finding(
                                2, "a member already, with another name or tier; left as it is"));
        assertThat(get("09131234567")).isEmpty();
        assertThat(run(csv, new ImportOptions(true, true, true)).updated()).isEqualTo(1);
        assertThat(member("09121234567").tier()).isEqualTo(Tier.GOLD);
    }

    @Test
    void anUpdateChangesNameAndTierAndLeavesWhatTheListDoesNotSay() throws Exception {
        run("phone,name,tier\n09121234567,مینا,gold\n09131234567,علی,silver\n");
        ImportReport left = run("phone,name,tier\n09121234567,x,bronze\n");
        assertThat(left.alreadyThere()).isEqualTo(1);
        assertThat(member("09121234567").tier()).isEqualTo(Tier.GOLD);

        ImportReport updated =
                run(
                        """
                        phone,name,tier
                        09121234567,,silver
                        09131234567,علی راد,
                        09141234567,نو,
                        """,
                        UPDATE);
        assertThat(updated.updated()).isEqualTo(2);
        assertThat(updated.added()).isEqualTo(1);
        assertThat(member("09121234567").name()).isEqualTo("مینا");
        assertThat(member("09121234567").tier()).isEqualTo(Tier.SILVER);
        assertThat(member("09131234567").name()).isEqualTo("علی راد");
        assertThat(member("09131234567").tier()).isEqualTo(Tier.SILVER);
        assertThat(member("09141234567").tier()).isEqualTo(Tier.BRONZE);
        assertThat(run("phone\n09121234567\n", UPDATE).alreadyThere()).isEqualTo(1);
    }

    @Test
    void aThousandRowsAreManyAtOnceAndAllThere() throws Exception {
        StringBuilder csv = new StringBuilder("phone,name,tier\n");
        for (int i = 0; i < 1000; i++) {
            csv.append("0912%07d,m%d,bronze\n".formatted(i, i));
        }
        ImportReport report = run(csv.toString());
        assertThat(report.added()).isEqualTo(1000);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWholeAndSaysWhereAndWhatToDo() throws Exception {
        byte[] arabic =
                """
                phone,name,tier
                09121234567,a,gold
                09131234567,علي,gold
                """
                        .getBytes(Charset.forName("windows-1256"));
        ImportReport report = run(arabic, ImportOptions.PLAIN);
        assertThat(report.stopped().orElseThrow())
                .startsWith("line 3: not UTF-8")
                .contains("Excel");
        assertThat(get("09121234567")).as("nothing of it is imported").isEmpty();
        assertThat(run(new byte[] {'P', 'K', 3, 4, 0}, ImportOptions.PLAIN).stopped().orElseThrow())
                .contains("workbook");
        assertThat(run("").stopped().orElseThrow()).contains("it names no phone");
        assertThat(run("name,tier\na,gold\n").stopped().orElseThrow()).contains("موبایل");
        assertThat(run("تلفن,موبایل\n1,2\n").stopped().orElseThrow())
                .isEqualTo("two columns name the phone: 'تلفن' and 'موبایل'; leave one of them");
        assertThat(run("phone,09121234567\n").notes().toString()).doesNotContain("0912");
    }

    @Test
    void aDamagedRecordIsOneRowsBadLuckAndRedisThatIsAwayStopsTheRest() throws Exception {
        run("phone\n09121234567\n");
        String id = link.async().get("phone:+989121234567").get(5, SECONDS);
        link.async().hset("{m:" + id + "}", "tier", "no tier at all!").get(5, SECONDS);
        ImportReport report = run("phone,tier\n09121234567,gold\n09131234567,gold\n");
        assertThat(report.findings())
                .containsExactly(
                        new Finding(2, "not imported: the record of member " + id + " is damaged"));
        assertThat(report.added()).isEqualTo(1);
        link.close();
        ImportReport away = run("phone\n09121234567\n");
        assertThat(away.stopped()).contains("Redis is away; import the file again");
        assertThat(away.complete()).isFalse();
    }

    private ImportReport run(String csv) throws Exception {
        return run(csv, ImportOptions.PLAIN);
    }

    @Test
    void anEmptyTierIsTheLowestForAPersonAndAFaultForAProgram() throws Exception {
        String csv = "phone,name,tier\n09121230001,a,\n09121230002,b\n09121230003,c,gold\n";
        ImportReport strict = run(csv, new ImportOptions(false, false, false));
        assertThat(strict.added()).isEqualTo(1);
        assertThat(strict.findings())
                .extracting(ImportReport.Finding::line)
                .containsExactly(2L, 3L);
        assertThat(strict.findings().getFirst().problem()).contains("tier: empty").contains("gold");
        ImportReport kind = run(csv, ImportOptions.PLAIN);
        assertThat(kind.added()).isEqualTo(2);
        ImportReport without =
                run("phone,name\n09121230004,d\n", new ImportOptions(false, false, false));
        assertThat(without.added()).as("a list without tiers").isEqualTo(1);
    }

    private ImportReport run(String csv, ImportOptions options) throws Exception {
        return run(csv.getBytes(StandardCharsets.UTF_8), options);
    }

    private ImportReport run(byte[] csv, ImportOptions options) throws Exception {
        Path file = Files.write(folder.resolve("members.csv"), csv);
        return MemberImport.run(members, file, options, heard);
    }

    private static byte[] marked(String text, Charset charset, int... mark) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b : mark) {
            bytes.write(b);
        }
        bytes.write(text.getBytes(charset));
        return bytes.toByteArray();
    }

    private Optional<ClubMember> get(String number) throws Exception {
        return members.show(members.parse(number).orElseThrow())
                .toCompletableFuture()
                .get(10, SECONDS);
    }

    private Member member(String number) throws Exception {
        return get(number).orElseThrow().member();
    }
}
