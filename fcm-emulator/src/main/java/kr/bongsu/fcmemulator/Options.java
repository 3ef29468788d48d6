package kr.bongsu.fcmemulator;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Latency;
import org.jspecify.annotations.Nullable;

/// The command line, read.
public record Options(Path dir, String host, Ports ports, String project, Behaviour behaviour) {

    /// Where it listens; 0 takes any free port.
    public record Ports(int tls, int plaintext) {}

    static final String USAGE =
            """
            Usage: bongsu fcm-emulator --dir DIR [options]

            Firebase Cloud Messaging as a local program, for Google's own SDKs and for any client of FCM HTTP v1.

              --dir DIR        where the files for clients are written (required): ca.pem, trust.p12,
                               service-account.json, emulator.json; what is there and still valid is used again
              --host HOST      address to listen on                    (127.0.0.1)
              --tls-port PORT  TLS with HTTP/2 and HTTP/1.1; 0 = any   (8443)
              --port PORT      plaintext HTTP/1.1 and HTTP/2; 0 = any  (8081)
              --project ID     the Firebase project                    (demo-project)
              --latency TIME   time to an answer: 50ms, uniform:20ms-80ms,
                               lognormal:60ms/400ms (median/99th)      (50ms)
              --limits WHICH   google: 600,000 messages a minute for the project, 240 a minute and
                               5,000 an hour for a device; off: none   (off)
              --help           this text

            When it listens it prints one line of JSON with the ports. SIGTERM or SIGINT stops it.
            """;

    private static final List<String> NAMES =
            List.of(
                    "--dir",
                    "--host",
                    "--tls-port",
                    "--port",
                    "--project",
                    "--latency",
                    "--limits",
                    "--help");

    /// What the command line asks for.
    sealed interface Reading {
        record Run(Options options) implements Reading {}

        record Help() implements Reading {}

        /// A mistake, as a sentence for the person who typed it.
        record Wrong(String problem) implements Reading {}
    }

    /// The options as they are typed, one by one, before the required ones are known to be there.
    private static final class Draft {
        private @Nullable Path dir;
        private String host = "127.0.0.1";
        private int tlsPort = 8443;
        private int port = 8081;
        private String project = "demo-project";
        private Behaviour behaviour = Behaviour.DEFAULT;

        void set(String name, String value) {
            switch (name) {
                case "--dir" -> dir = Path.of(value);
                case "--host" -> host = value;
                case "--tls-port" -> tlsPort = port(name, value);
                case "--port" -> port = port(name, value);
                case "--project" -> project = project(value);
                case "--latency" -> behaviour = behaviour.withLatency(Latency.parse(value));
                case "--limits" -> behaviour = behaviour.with(limits(value));
                default -> throw new IllegalArgumentException(unknown(name));
            }
        }
    }

    static Reading parse(List<String> arguments) {
        Draft draft = new Draft();
        try {
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (argument.equals("--help") || argument.equals("-h")) {
                    return new Reading.Help();
                }
                int equals = argument.indexOf('=');
                String name = equals < 0 ? argument : argument.substring(0, equals);
                if (!NAMES.contains(name)) {
                    return new Reading.Wrong(unknown(name));
                }
                if (equals < 0 && i + 1 == arguments.size()) {
                    return new Reading.Wrong(name + " needs a value.");
                }
                draft.set(name, equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
            }
        } catch (IllegalArgumentException e) {
            return new Reading.Wrong(String.valueOf(e.getMessage()));
        }
        if (draft.dir == null) {
            return new Reading.Wrong(
                    "--dir is missing: name a directory for the certificate and the service account, such as --dir emulator.");
        }
        return new Reading.Run(
                new Options(
                        draft.dir,
                        draft.host,
                        new Ports(draft.tlsPort, draft.port),
                        draft.project,
                        draft.behaviour));
    }

    private static int port(String name, String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(
                    name
                            + " is '"
                            + value
                            + "', which is no port; give a number from 0 (any free port) to 65535.");
        }
        return Integer.parseInt(value);
    }

    private static Behaviour.Limits limits(String value) {
        return switch (value) {
            case "google" -> Behaviour.Limits.GOOGLE;
            case "off" -> Behaviour.Limits.OFF;
            default ->
                    throw new IllegalArgumentException(
                            "--limits is '" + value + "'; it is google or off.");
        };
    }

    private static String project(String value) {
        if (!value.matches("[a-z0-9-]{1,30}")) {
            throw new IllegalArgumentException(
                    "--project is '"
                            + value
                            + "'; a project id has up to 30 lower-case letters, digits and hyphens.");
        }
        return value;
    }

    private static String unknown(String name) {
        String nearest =
                NAMES.stream()
                        .min(Comparator.comparingInt((String known) -> distance(known, name)))
                        .orElseThrow();
        return distance(nearest, name) <= 3
                ? name + " is unknown. Did you mean " + nearest + "?"
                : name + " is unknown. --help lists the options.";
    }

    /// How many letters have to be inserted, removed or replaced to make one text of the other.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
