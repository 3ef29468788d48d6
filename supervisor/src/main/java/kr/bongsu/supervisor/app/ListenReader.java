package kr.bongsu.supervisor.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads what a file says about listening, readiness and reloading.
final class ListenReader {
    private static final int SHORT_KILL = 1_600;
    private static final int DRAINING_KILL = 10_000;
    private static final int READY = 3_000;
    private static final int LISTENING = 30_000;
    private static final int OPENING = 10_000;

    /// Instead of an address: learn it from what the program opens.
    private static final String AUTO = "auto";

    private ListenReader() {}

    static AppSpec.Listening listening(Settings s, Path folder, boolean cluster) {
        List<ListenAddress> addresses = new ArrayList<>();
        List<String> given = s.texts(Attribute.LISTEN);
        boolean learns = given.equals(List.of(AUTO)) || (cluster && given.isEmpty());
        for (String text : learns ? List.<String>of() : given) {
            ListenAddress address = ListenAddress.of(text);
            addresses.add(
                    address instanceof ListenAddress.Unix unix
                            ? new ListenAddress.Unix(
                                    folder.resolve(unix.path()).normalize().toString())
                            : address);
        }
        String queue = chosen(s, Attribute.LISTEN_QUEUE, List.of("shared", "slots"));
        String fd = chosen(s, Attribute.LISTEN_FD, List.of("3", "0"));
        if (fd.equals("0") && addresses.size() > 1) {
            throw new IllegalArgumentException(
                    "\"listen_fd\": 0 takes one address, and \"listen\" has " + addresses.size());
        }
        boolean slots = queue.equals("slots");
        if (learns && (slots || fd.equals("0"))) {
            throw new IllegalArgumentException(
                    "\"listen_queue\": slots and \"listen_fd\": 0 need addresses in \"listen\"");
        }
        if (slots && addresses.stream().anyMatch(ListenAddress.Unix.class::isInstance)) {
            throw new IllegalArgumentException(
                    "\"listen_queue\": slots is for TCP; a path has one queue");
        }
        return new AppSpec.Listening(
                addresses,
                learns,
                slots,
                fd.equals("0"),
                Duration.ofMillis(s.number(Attribute.LINGER, 3_000)));
    }

    /// The first choice is the default.
    private static String chosen(Settings s, Attribute attribute, List<String> choices) {
        String text = s.text(attribute, choices.getFirst());
        if (!choices.contains(text)) {
            throw new IllegalArgumentException(
                    "\""
                            + attribute.key()
                            + "\" must be "
                            + String.join(" or ", choices)
                            + ", not \""
                            + text
                            + "\"");
        }
        return text;
    }

    static AppSpec.Readiness readiness(Settings s, AppSpec.Listening listening) {
        boolean waits = s.flag(Attribute.WAIT_READY, false);
        boolean hands = !listening.addresses().isEmpty();
        AppSpec.Ready sign =
                s.has(Attribute.READY)
                        ? ready(s.text(Attribute.READY, ""))
                        : waits
                                ? new AppSpec.Ready.Said()
                                : hands
                                        ? new AppSpec.Ready.Listens()
                                        : listening.learns()
                                                ? opens(s)
                                                : new AppSpec.Ready.AtOnce();
        boolean said = sign instanceof AppSpec.Ready.Said;
        return new AppSpec.Readiness(
                sign,
                Duration.ofMillis(
                        s.number(Attribute.LISTEN_TIMEOUT, said && !hands ? READY : LISTENING)),
                Duration.ofMillis(s.number(Attribute.WATCHDOG, 0)));
    }

    private static AppSpec.Ready opens(Settings s) {
        return new AppSpec.Ready.Opens(
                Duration.ofMillis(s.number(Attribute.LISTEN_TIMEOUT, OPENING)));
    }

    private static AppSpec.Ready ready(String text) {
        if (text.startsWith("http://") || text.startsWith("tcp://")) {
            return new AppSpec.Ready.Answers(java.net.URI.create(text));
        }
        return switch (text) {
            case "start" -> new AppSpec.Ready.AtOnce();
            case "said" -> new AppSpec.Ready.Said();
            case "listens" -> new AppSpec.Ready.Listens();
            default ->
                    throw new IllegalArgumentException(
                            "\"ready\" must be start, said (process.send('ready') or READY=1), listens,"
                                    + " http://host:port/path or tcp://host:port, not \""
                                    + text
                                    + "\"");
        };
    }

    /// How long a process has to end: one that finishes requests first needs longer.
    static Duration killTimeout(Settings s, AppSpec.Listening listening) {
        return Duration.ofMillis(
                s.number(
                        Attribute.KILL_TIMEOUT,
                        listening.takesPart() ? DRAINING_KILL : SHORT_KILL));
    }

    static AppSpec.Rolling rolling(Settings s) {
        return new AppSpec.Rolling(
                Duration.ofMillis(s.number(Attribute.RELOAD_HOLD, 200)),
                Math.toIntExact(s.number(Attribute.RELOAD_BATCH, 0)));
    }
}
