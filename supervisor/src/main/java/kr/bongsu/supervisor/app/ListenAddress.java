package kr.bongsu.supervisor.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an application listens: `3000`, `127.0.0.1:3000`, `[::1]:3000`, or a path.
public sealed interface ListenAddress {
    /// How a port is written, with the host it belongs to.
    Pattern TCP = Pattern.compile("(?:(\\[[0-9a-fA-F:.%\\w]+]|[^:/\\[\\]]*):)?(\\d{1,5})");

    /// A port, of one address or of all.
    ///
    /// @param host empty for all addresses of the machine
    record Tcp(String host, int port) implements ListenAddress {
        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }

        @Override
        public String word() {
            return Integer.toString(port);
        }
    }

    record Unix(String path) implements ListenAddress {
        @Override
        public String toString() {
            return path;
        }

        @Override
        public String word() {
            return path;
        }
    }

    /// What an application would call the address when it listens there itself: its port or path.
    String word();

    /// Takes an address as it is written in words, and `unix:` before a path.
    ///
    /// @throws IllegalArgumentException with a sentence for a person
    static ListenAddress of(String text) {
        String path = text.startsWith("unix:") ? text.substring(5) : text;
        if (path.indexOf('/') >= 0) {
            return new Unix(path);
        }
        Matcher matcher = TCP.matcher(text);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(2));
            String host =
                    matcher.group(1) == null ? "" : matcher.group(1).replaceAll("[\\[\\]]", "");
            if (port > 0 && port < 65_536) {
                return new Tcp(host.equals("*") ? "" : host, port);
            }
        }
        throw new IllegalArgumentException(
                "\"listen\": \""
                        + text
                        + "\" is not an address; write a port (3000), host:port (127.0.0.1:3000), a path"
                        + " (/run/app.sock), or auto alone to learn it from the program");
    }
}
