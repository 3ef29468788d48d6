package kr.bongsu.fcmemulator.directory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Turns DER into PEM and back (RFC 7468).
final class Pem {

    private Pem() {}

    static String encode(String label, byte[] der) {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /// The bytes of the first block of that label.
    ///
    /// @throws IllegalArgumentException when there is none
    static byte[] decode(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + label + " in PEM text");
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
