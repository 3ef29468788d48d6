package kr.bongsu.supervisor.app;

import java.util.Collection;
import java.util.Optional;

/// Guesses which known word an unknown one was meant to be.
public final class Spelling {
    private Spelling() {}

    /// The known word nearest to this one, when it is near enough to be a slip of the keys.
    public static Optional<String> nearest(String word, Collection<String> known) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return bestDistance <= Math.max(1, word.length() / 3)
                ? Optional.of(best)
                : Optional.empty();
    }

    /// ` (did you mean "x"?)`, or nothing.
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known).map(guess -> "; did you mean \"" + guess + "\"?").orElse("");
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the
    /// other.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
