package kr.bongsu.gateway.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A session as a line of the file: `DIGEST SINCE ACTIVE local NAME VERSION`, or `DIGEST SINCE
/// ACTIVE openid ISSUER SUBJECT NAME [GROUP ...]`. Words that others chose are percent-encoded.
///
/// @param digest of the token; nobody finds the token by it
/// @param since when the person logged in
/// @param active when the person last did something
record SessionLine(String digest, Instant since, Instant active, Identity who) {

    private static final String LOCAL = "local";
    private static final String OPENID = "openid";

    /// The later sign of life counts.
    SessionLine activeAt(Instant other) {
        return other.isAfter(active) ? new SessionLine(digest, since, other, who) : this;
    }

    String write() {
        Stream<String> identity =
                switch (who) {
                    case Identity.Local(String name, int version) ->
                            Stream.of(LOCAL, encoded(name), Integer.toString(version));
                    case Identity.Provided(
                                    String issuer,
                                    String subject,
                                    String name,
                                    List<String> groups) ->
                            Stream.concat(
                                    Stream.of(
                                            OPENID,
                                            encoded(issuer),
                                            encoded(subject),
                                            encoded(name)),
                                    groups.stream().map(SessionLine::encoded));
                };
        return Stream.concat(Stream.of(digest, since.toString(), active.toString()), identity)
                .collect(Collectors.joining(" "));
    }

    /// @throws IllegalArgumentException when it is none
    static SessionLine read(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 6 || !words[0].matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("it is not DIGEST SINCE ACTIVE KIND ...");
        }
        try {
            return new SessionLine(
                    words[0],
                    Instant.parse(words[1]),
                    Instant.parse(words[2]),
                    identity(Arrays.asList(words).subList(3, words.length)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time in it is none", e);
        }
    }

    private static Identity identity(List<String> words) {
        List<String> told =
                words.stream()
                        .skip(1)
                        .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
                        .toList();
        if (words.getFirst().equals(LOCAL) && told.size() == 2) {
            return new Identity.Local(told.getFirst(), Integer.parseInt(told.getLast()));
        }
        if (words.getFirst().equals(OPENID) && told.size() >= 3) {
            return new Identity.Provided(
                    told.get(0), told.get(1), told.get(2), told.subList(3, told.size()));
        }
        throw new IllegalArgumentException("it does not say whose it is");
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
