package kr.bongsu.gateway.fcm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a class logs while a test looks, on whatever thread.
final class Heard extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Heard(Logger logger) {
        this.logger = logger;
    }

    static Heard of(Class<?> owner) {
        Heard heard = new Heard(Logger.getLogger(owner.getName()));
        heard.logger.addHandler(heard);
        return heard;
    }

    long count(String event) {
        return lines.stream().filter(line -> line.startsWith(event + " ")).count();
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getMessage());
    }

    @Override
    public void flush() {
        // A line is heard at once.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
