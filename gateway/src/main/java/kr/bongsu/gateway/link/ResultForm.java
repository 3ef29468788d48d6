package kr.bongsu.gateway.link;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Layout;

/// The fields of a layout in which the FEP is told what became of pushes, looked up once.
///
/// @param outcome one push; a telegram `S` has `P_RecordCount` of them
/// @param total one day; a telegram `T` has one
record ResultForm(Outcome outcome, Total total) {

    static final String OUTCOMES = "S";
    static final String TOTAL = "T";

    private static final List<String> OUTCOME_FIELDS =
            List.of(
                    "rslt_id",
                    "csno",
                    "uuid_id",
                    "push_grp_id",
                    "D_servicename",
                    "rslt_cd",
                    "rslt_dtm",
                    "try_cnt",
                    "rslt_msg");
    private static final List<String> TOTAL_FIELDS =
            List.of(
                    "rslt_id",
                    "rslt_date",
                    "accept_cnt",
                    "reject_cnt",
                    "expire_cnt",
                    "cancel_cnt",
                    "untold_cnt");

    record Outcome(Block block, Identity identity, Ending ending) {}

    record Identity(Field id, Field customer, Field uuid, Field group, Field service) {}

    record Ending(Field code, Field at, Field attempts, Field detail) {}

    record Total(Block block, Field id, Field date, Counts counts) {}

    record Counts(Field accepted, Field rejected, Field expired, Field cancelled, Field untold) {}

    /// @throws IllegalArgumentException if fields are [#missing]
    static ResultForm of(Layout layout) {
        Block one = block(layout, "result");
        Block day = block(layout, "result_total");
        return new ResultForm(
                new Outcome(
                        one,
                        new Identity(
                                one.field("rslt_id"),
                                one.field("csno"),
                                one.field("uuid_id"),
                                one.field("push_grp_id"),
                                one.field("D_servicename")),
                        new Ending(
                                one.field("rslt_cd"),
                                one.field("rslt_dtm"),
                                one.field("try_cnt"),
                                one.field("rslt_msg"))),
                new Total(
                        day,
                        day.field("rslt_id"),
                        day.field("rslt_date"),
                        new Counts(
                                day.field("accept_cnt"),
                                day.field("reject_cnt"),
                                day.field("expire_cnt"),
                                day.field("cancel_cnt"),
                                day.field("untold_cnt"))));
    }

    /// What the layout lacks, as `block.field` or as a telegram's kind.
    static List<String> missing(Layout layout) {
        return Stream.of(
                        Stream.of(OUTCOMES, TOTAL)
                                .filter(kind -> !layout.bodies().containsKey(kind))
                                .map(kind -> "telegrams." + kind),
                        missing(layout.block("result"), "result", OUTCOME_FIELDS),
                        missing(layout.block("result_total"), "result_total", TOTAL_FIELDS))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> missing(Optional<Block> block, String name, List<String> fields) {
        return fields.stream()
                .filter(field -> block.flatMap(found -> found.find(field)).isEmpty())
                .map(field -> name + "." + field);
    }

    private static Block block(Layout layout, String name) {
        return layout.block(name)
                .orElseThrow(() -> new IllegalArgumentException("no block '" + name + "'"));
    }
}
