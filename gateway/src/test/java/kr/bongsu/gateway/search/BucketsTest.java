package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final Buckets THREE =
            Buckets.of(
                    List.of(
                            new Buckets.Bucket(0, 1_000, 100, 200),
                            new Buckets.Bucket(1, 10, 150, 300),
                            new Buckets.Bucket(7, 1_024, 400, 500)));

    @Test
    void everyPlaceIsInItsBucket() {
        assertThat(THREE.pushes()).isEqualTo(2_034);
        assertThat(THREE.at(0)).isEqualTo(new Buckets.Spot(new Ids(0, 1_023), 0));
        assertThat(THREE.at(999).skip()).isEqualTo(999);
        assertThat(THREE.at(1_000)).isEqualTo(new Buckets.Spot(new Ids(1_024, 2_047), 0));
        assertThat(THREE.at(1_009).skip()).isEqualTo(9);
        assertThat(THREE.at(1_010)).isEqualTo(new Buckets.Spot(new Ids(7_168, 8_191), 0));
        assertThat(THREE.at(2_033).skip()).isEqualTo(1_023);
        assertThat(THREE.lastId()).isEqualTo(8_191);
    }

    @Test
    void aTimeNarrowsTheIdsWithoutLosingAny() {
        assertThat(THREE.received(160, 450)).isEqualTo(Ids.ALL);
        assertThat(THREE.received(201, 301).first()).isEqualTo(1_024);
        assertThat(THREE.received(0, 301).last()).isEqualTo(7_167);
        assertThat(THREE.received(501, 502).first()).isEqualTo(8_192);
        assertThat(THREE.received(501, 502).last()).isEqualTo(Ids.ALL.last());
    }

    @Test
    void aBucketThatATimeCutsIsCounted() {
        Buckets within = THREE.within(180, 500, ids -> ids.first() == 0 ? 7 : 5);
        assertThat(within.pushes()).isEqualTo(7 + 5 + 5);
        assertThat(THREE.within(0, 1_000, _ -> -1).pushes()).isEqualTo(2_034);
        assertThat(THREE.within(600, 700, _ -> -1).pushes()).isZero();
    }

    @Test
    void newerOnesFollow() {
        Buckets four = THREE.with(List.of(new Buckets.Bucket(8, 6, 600, 700)));
        assertThat(four.pushes()).isEqualTo(2_040);
        assertThat(four.at(2_034).ids().first()).isEqualTo(8_192);
        assertThat(Buckets.NONE.pushes()).isZero();
        assertThat(Buckets.NONE.lastId()).isZero();
    }
}
