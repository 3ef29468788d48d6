package kr.bongsu.supervisor.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import kr.bongsu.supervisor.process.Preloads;

/// Puts what is loaded into unmodified programs where they can read it.
final class Loaded {
    private static final String AGENT = "kr/bongsu/supervisor/agent/";
    private static final List<String> CLASSES =
            List.of("Agent", "CallSites", "Drain", "Drain$Ending", "Hooks", "Jdk", "LastResponse");

    private Loaded() {}

    /// Writes the files of this version into a folder.
    static Preloads into(Path folder) throws IOException {
        Path node = folder.resolve("preload.cjs");
        try (InputStream script = Preloads.class.getResourceAsStream("preload.cjs")) {
            if (script == null) {
                throw new IOException("preload.cjs is missing from this program's jar");
            }
            replace(node, script.readAllBytes());
        }
        Path java = folder.resolve("agent.jar");
        replace(java, agent());
        return new Preloads(node, java);
    }

    /// A jar of the agent's classes, which the program's JVM puts before all others.
    private static byte[] agent() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), AGENT.replace('/', '.') + "Agent");
        attributes.put(new Attributes.Name("Boot-Class-Path"), "agent.jar");
        attributes.put(new Attributes.Name("Can-Retransform-Classes"), "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String name : CLASSES) {
                String file = AGENT + name + ".class";
                try (InputStream code = Loaded.class.getResourceAsStream("/" + file)) {
                    if (code == null) {
                        throw new IOException(file + " is missing from this program's jar");
                    }
                    jar.putNextEntry(new ZipEntry(file));
                    code.transferTo(jar);
                }
            }
        }
        return bytes.toByteArray();
    }

    /// A program that is being started meanwhile reads the old file or the new one.
    private static void replace(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, bytes);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
