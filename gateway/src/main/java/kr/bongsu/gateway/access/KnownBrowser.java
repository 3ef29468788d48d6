package kr.bongsu.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A browser in which the owner of an account has logged in before: strangers who guess at the
/// account do not lock it out, and it has wrong passwords of its own to be forgotten by.
///
/// @param digest of the token in its cookie
/// @param failures wrong passwords in a row
record KnownBrowser(String digest, int failures) {

    /// Of one account; the one that was used the longest ago is forgotten.
    static final int MOST = 4;

    /// The list with this browser as the latest one, and no failures of it.
    static List<KnownBrowser> entered(List<KnownBrowser> known, String digest) {
        List<KnownBrowser> after = new ArrayList<>(without(known, digest));
        after.add(new KnownBrowser(digest, 0));
        return after.subList(Math.max(0, after.size() - MOST), after.size());
    }

    /// The list after a wrong password from this browser, in which it may be forgotten.
    static List<KnownBrowser> failed(List<KnownBrowser> known, String digest) {
        return known.stream()
                .map(each ->
                        each.digest.equals(digest)
                                ? new KnownBrowser(digest, each.failures + 1)
                                : each)
                .filter(each -> each.failures < Account.MOST_FAILURES)
                .toList();
    }

    private static List<KnownBrowser> without(List<KnownBrowser> known, String digest) {
        return known.stream().filter(each -> !each.digest.equals(digest)).toList();
    }

    static boolean has(List<KnownBrowser> known, Optional<String> digest) {
        return digest.isPresent()
                && known.stream().anyMatch(each -> each.digest.equals(digest.get()));
    }

    /// As a word of a line: `DIGEST:FAILURES`.
    String write() {
        return digest + ":" + failures;
    }

    /// @throws IllegalArgumentException when it is none
    static KnownBrowser read(String word) {
        if (!word.matches("[0-9a-f]{64}:[0-9]")) {
            throw new IllegalArgumentException("'" + word + "' is no browser");
        }
        int colon = word.indexOf(':');
        return new KnownBrowser(
                word.substring(0, colon), Integer.parseInt(word.substring(colon + 1)));
    }
}
