package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells that something changed below some folders, on a thread of its own, until it is closed.
///
/// Hidden files and `node_modules` never count. New folders are watched too, with what is already
/// in them.
final class FolderWatch implements AutoCloseable {
    private final Path base;
    private final List<Path> roots = new ArrayList<>();
    private final List<String> names;
    private final List<PathMatcher> patterns = new ArrayList<>();
    private final Runnable changed;
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    /// @param paths what to watch, relative to the base
    /// @param ignored names, relative paths or globs of what not to watch
    FolderWatch(Path base, List<String> paths, List<String> ignored, Runnable changed)
            throws IOException {
        this.base = base;
        this.changed = changed;
        names = ignored;
        for (String path : paths) {
            roots.add(base.resolve(path).normalize());
        }
        for (String pattern : ignored) {
            patterns.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
        }
        service = FileSystems.getDefault().newWatchService();
    }

    void start() {
        Thread thread = new Thread(null, this::work, "watch", 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            for (Path root : roots) {
                register(root);
            }
            while (true) {
                take(service.take());
            }
        } catch (ClosedWatchServiceException e) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException("watching " + roots + " ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(WatchKey key) throws IOException {
        boolean relevant = false;
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW) || folder == null) {
                relevant = true;
                continue;
            }
            Path path = folder.resolve(event.context().toString());
            if (!isIgnored(path) && isWanted(path)) {
                relevant = true;
                if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
                        && Files.isDirectory(path)) {
                    register(path);
                }
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
        if (relevant) {
            changed.run();
        }
    }

    /// A root may be a single file: then its folder is watched, and of that only the file counts.
    private boolean isWanted(Path path) {
        for (Path root : roots) {
            if (path.startsWith(root)) {
                return true;
            }
        }
        return false;
    }

    private void register(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            watch(root.getParent());
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (!folder.equals(root) && isIgnored(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        watch(folder);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void watch(@Nullable Path folder) throws IOException {
        if (folder != null && Files.isDirectory(folder)) {
            folders.put(
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE),
                    folder);
        }
    }

    private boolean isIgnored(Path path) {
        Path relative = path.startsWith(base) ? base.relativize(path) : path;
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || name.equals("node_modules") || names.contains(name)) {
                return true;
            }
        }
        for (int i = 0; i < patterns.size(); i++) {
            PathMatcher pattern = patterns.get(i);
            if (relative.startsWith(names.get(i))
                    || pattern.matches(relative)
                    || pattern.matches(path.getFileName())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
