package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.gateway.ledger.Reads;
import org.jspecify.annotations.Nullable;

/// Numbers recipients: a customer with a phone number and a token is one. Lives on the indexer's
/// thread.
final class Recipients {

    private static final int MOST_KEPT = 100_000;

    private final Map<Recipient, Long> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Recipient, Long> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    /// @param token its number, see [Terms#ofToken]
    record Recipient(String customer, String phone, long token) {}

    /// Numbers for recipients.
    ///
    /// @param fresh those that have none yet and have to be written
    record Numbers(Map<Recipient, Long> all, List<@Nullable Object[]> fresh) {}

    /// Numbers that are known may have been removed.
    void forget() {
        kept.clear();
    }

    Numbers number(Reads reads, Collection<Recipient> recipients) {
        Map<Recipient, Long> all = new HashMap<>();
        Set<Recipient> unknown = new LinkedHashSet<>();
        for (Recipient recipient : recipients) {
            Long number = kept.get(recipient);
            if (number == null) {
                unknown.add(recipient);
            } else {
                all.put(recipient, number);
            }
        }
        lookUp(reads, unknown, all);
        unknown.removeAll(all.keySet());
        List<@Nullable Object[]> fresh = new ArrayList<>();
        long last = unknown.isEmpty() ? 0 : reads.number(0, "SELECT max(id) FROM recipient");
        for (Recipient recipient : unknown) {
            all.put(recipient, ++last);
            fresh.add(
                    new @Nullable Object[] {
                        last, recipient.customer, recipient.phone, recipient.token
                    });
        }
        return new Numbers(all, fresh);
    }

    /// What was numbered is written.
    void keep(Numbers numbers) {
        kept.putAll(numbers.all);
    }

    private static void lookUp(Reads reads, Set<Recipient> unknown, Map<Recipient, Long> into) {
        if (unknown.isEmpty()) {
            return;
        }
        List<String> customers = unknown.stream().map(Recipient::customer).distinct().toList();
        reads
                .list(
                        "SELECT id, customer, phone, token FROM recipient WHERE customer IN ("
                                + String.join(",", Collections.nCopies(customers.size(), "?"))
                                + ")",
                        customers,
                        row ->
                                Map.entry(
                                        new Recipient(
                                                row.getString(2), row.getString(3), row.getLong(4)),
                                        row.getLong(1)))
                .stream()
                .filter(each -> unknown.contains(each.getKey()))
                .forEach(each -> into.put(each.getKey(), each.getValue()));
    }
}
