package kr.bongsu.fcmemulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `bongsu fcm-emulator`.
public final class Main {

    private static final Logger LOG = Logger.getLogger("kr.bongsu.fcmemulator");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        LineFormat.install();
        int status =
                switch (Options.parse(List.of(arguments))) {
                    case Options.Reading.Help() -> {
                        System.out.print(Options.USAGE);
                        yield 0;
                    }
                    case Options.Reading.Wrong(String problem) -> {
                        System.err.println("fcm-emulator: " + problem);
                        yield 2;
                    }
                    case Options.Reading.Run(Options options) -> run(options);
                };
        System.exit(status);
    }

    private static int run(Options options) throws InterruptedException {
        Emulator emulator;
        try {
            emulator = Emulator.start(options);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println(
                    "fcm-emulator: it did not start: "
                            + e.getMessage()
                            + ". Check that the ports are free (or give port 0) and that "
                            + options.dir()
                            + " can be written.");
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(emulator), "stop"));
        ObjectNode ready = new ObjectMapper().createObjectNode();
        ready.put("event", "ready");
        ready.put("tls_port", emulator.tlsPort());
        ready.put("port", emulator.port());
        ready.put("dir", options.dir().toString());
        System.out.println(ready);
        LOG.info("started tls_port=" + emulator.tlsPort() + " port=" + emulator.port());
        // From here the shutdown hook has the last word.
        new CountDownLatch(1).await();
        return 0;
    }

    private static void stop(Emulator emulator) {
        try {
            emulator.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "stop_incomplete", e);
        }
        // A JVM that a signal ends exits with 128 + the signal's number; a clean stop has to say 0
        // itself.
        Runtime.getRuntime().halt(0);
    }
}
