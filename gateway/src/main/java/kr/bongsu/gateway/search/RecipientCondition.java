package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.ledger.Reads;

/// What is asked of the recipient, over the table of distinct recipients.
///
/// @param texts those conditions that the table can answer
record RecipientCondition(List<Condition.Text> texts) {

    static RecipientCondition of(List<Condition> conditions) {
        return new RecipientCondition(
                conditions.stream()
                        .filter(Condition.Text.class::isInstance)
                        .map(Condition.Text.class::cast)
                        .filter(RecipientCondition::isKnown)
                        .toList());
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /// The recipients for whom it is true, in no order.
    long[] recipients(Reads reads, int most) {
        StringBuilder sql = new StringBuilder("SELECT id FROM recipient WHERE 1 = 1");
        List<Object> arguments = new ArrayList<>();
        texts.forEach(each -> add(each, sql, arguments));
        sql.append(" LIMIT ?");
        arguments.add((long) most);
        return reads.list(sql.toString(), arguments, row -> row.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static boolean isKnown(Condition.Text text) {
        return switch (text.column()) {
            case CUSTOMER, PHONE -> true;
            case TOKEN -> text.match() == Match.EXACT;
            case COMPANY, TYPE, RESULT, FCM_NAME, TITLE, BODY, TEXT, SERVICE, GROUP, UUID, LINK ->
                    false;
        };
    }

    private static void add(Condition.Text text, StringBuilder sql, List<Object> arguments) {
        if (text.column() == Column.TOKEN) {
            sql.append(" AND token = ?");
            arguments.add(Terms.ofToken(text.value()));
            return;
        }
        String column = text.column().word();
        switch (text.match()) {
            case EXACT -> {
                sql.append(" AND ").append(column).append(" = ?");
                arguments.add(text.value());
            }
            case PREFIX -> {
                sql.append(" AND ")
                        .append(column)
                        .append(" >= ? AND ")
                        .append(column)
                        .append(" < ?");
                arguments.add(text.value());
                arguments.add(text.value() + Character.toString(Character.MAX_CODE_POINT));
            }
            case CONTAINS -> {
                sql.append(" AND ").append(Terms.contains(column, text.value()));
                arguments.add(Terms.folded(text.value()));
            }
        }
    }
}
