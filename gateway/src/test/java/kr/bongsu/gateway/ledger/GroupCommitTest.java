package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir Path folder;
    private SqliteFile file;
    private Database database;
    private GroupCommit commits;

    @BeforeEach
    void open() throws Exception {
        file = new SqliteFile(folder.resolve("ledger.db"));
        file.create();
        database = Database.of(file);
        Sql sql = database.toWrite();
        sql.update("CREATE TABLE t (n INTEGER PRIMARY KEY)");
        sql.commit();
        String _ = Schema.migrate(sql, Submissions.NOW);
        commits = new GroupCommit("test", commits(sql), 2_000, () -> {});
        commits.start();
    }

    @AfterEach
    void close() {
        commits.close();
    }

    @Test
    void oneWorkThatFailsTakesNoOtherWithIt() throws Exception {
        List<CompletableFuture<Integer>> good = new ArrayList<>();
        List<CompletableFuture<Integer>> bad = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            good.add(insert(number));
            bad.add(
                    commits.submit(
                            1,
                            tx -> {
                                tx.sql().update("INSERT INTO t VALUES (?)", 1000 + number);
                                throw new SQLException("on purpose");
                            }));
        }
        for (CompletableFuture<Integer> each : good) {
            assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        for (CompletableFuture<Integer> each : bad) {
            assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("on purpose");
        }
        assertThat(rows()).isEqualTo(20);
    }

    @Test
    void aConnectionThatBrokeIsReplaced() throws Exception {
        CompletableFuture<Integer> breaks =
                commits.submit(
                        1,
                        tx -> {
                            tx.sql().discard();
                            throw new SQLException("the connection broke");
                        });
        assertThatThrownBy(() -> breaks.get(10, TimeUnit.SECONDS))
                .hasMessageContaining("the connection broke");
        assertThat(insert(1).get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void theWriteAheadLogIsBegunAnewWhileCommitsGoOn() throws Exception {
        commits.close();
        Sql sql = database.toWrite();
        try (Checkpoints checkpoints = new Checkpoints(file, 200_000)) {
            checkpoints.start();
            commits =
                    new GroupCommit(
                            "test", commits(sql), 2_000, () -> checkpoints.restartIfLong(sql));
            commits.start();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            int rows = 0;
            while (checkpoints.restarts() == 0) {
                assertThat(System.nanoTime()).as("%d rows", rows).isLessThan(end);
                insert(rows++).get(10, TimeUnit.SECONDS);
            }
            long size = file.walBytes();
            for (int i = 0; i < 10; i++) {
                insert(rows++).get(10, TimeUnit.SECONDS);
            }
            assertThat(file.walBytes()).as("the log is written over").isEqualTo(size);
            commits.close();
            assertThat(rows()).isEqualTo(rows);
        }
    }

    @Test
    void worksAsideThatAreCommittedTogetherAreAllDone() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Boolean> first = commits.submit(1, _ -> isOpened(waiting));
        List<CompletableFuture<Integer>> aside = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            aside.add(
                    commits.submitAside(
                            1, tx -> tx.sql().update("INSERT INTO t VALUES (?)", number)));
        }
        waiting.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        for (CompletableFuture<Integer> each : aside) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(rows()).isEqualTo(5);
    }

    @Test
    void whatWasHandedInIsCommittedBeforeItCloses() throws Exception {
        for (int i = 0; i < 500; i++) {
            CompletableFuture<Integer> _ = insert(i);
        }
        commits.close();
        assertThat(rows()).isEqualTo(500);
        assertThatThrownBy(() -> insert(1000).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    private static boolean isOpened(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static Commits commits(Sql sql) throws SQLException {
        Membership node =
                new Membership("test", true, new Outbox(Telling.NOBODY), () -> Submissions.NOW);
        node.join(sql);
        return new Commits(sql, node, () -> {});
    }

    private CompletableFuture<Integer> insert(int number) {
        return commits.submit(1, tx -> tx.sql().update("INSERT INTO t VALUES (?)", number));
    }

    private long rows() throws SQLException {
        try (Sql reader = database.toRead()) {
            return reader.number(-1, "SELECT count(*) FROM t");
        }
    }
}
