package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Ecosystem;
import kr.bongsu.supervisor.app.Interpreters;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.json.JsonException;
import kr.bongsu.supervisor.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// Reads a file that lists applications: JSON, YAML, or JavaScript that Node evaluates. `-` is JSON
/// on standard input.
final class EcosystemFile {
    private static final List<String> STANDARD =
            List.of(
                    "ecosystem.config.js",
                    "ecosystem.config.cjs",
                    "ecosystem.config.mjs",
                    "ecosystem.yaml",
                    "ecosystem.yml",
                    "ecosystem.json");
    private static final List<String> ENDINGS =
            List.of(".json", ".json5", ".yml", ".yaml", ".config.js", ".config.cjs", ".config.mjs");
    private static final int EVALUATION_SECONDS = 30;
    private static final int MAX_BYTES = 4 << 20;

    /// Functions and regular expressions have no JSON form; the latter become their source, as
    /// PM2's ignore_watch takes it.
    private static final String EVALUATE =
            "import(require('url').pathToFileURL(process.argv[1])).then(m=>{"
                    + "let v=m.default!==undefined?m.default:m['module.exports']||m;"
                    + "process.stdout.write(JSON.stringify(v,(k,x)=>x instanceof RegExp?x.source:x),()=>process.exit(0))"
                    + "}).catch(e=>{console.error(e&&e.message||e);process.exit(1)})";

    private EcosystemFile() {}

    /// The applications of a file, each with its folder set.
    record Contents(List<Settings> apps, Path file) {}

    static boolean isOne(String target) {
        if (target.equals("-")) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (target.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /// The file that `start` takes when it is told nothing.
    static Optional<String> standard(Path folder) {
        for (String name : STANDARD) {
            if (Files.exists(folder.resolve(name))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    static Contents load(String target, Console console) {
        Path file =
                Path.of(target.equals("-") ? "standard input" : target)
                        .toAbsolutePath()
                        .normalize();
        Path folder =
                target.equals("-") || file.getParent() == null
                        ? Path.of("").toAbsolutePath()
                        : file.getParent();
        String text = text(target, file);
        Object content = parse(target, file, folder, text, console);
        Ecosystem.Reading reading = Ecosystem.read(content, text);
        for (String note : reading.notes()) {
            console.note(file.getFileName() + note);
        }
        if (!reading.faults().isEmpty()) {
            StringBuilder message = new StringBuilder(file + " was not used, because of");
            for (String fault : reading.faults()) {
                message.append("\n  ").append(file.getFileName()).append(fault);
            }
            throw new CommandException(message.toString());
        }
        List<Settings> apps = new ArrayList<>();
        for (Settings app : reading.apps()) {
            Object cwd = app.values().get(Attribute.CWD);
            Path own = folder.resolve(cwd == null ? "" : cwd.toString()).normalize();
            String script = String.valueOf(app.values().get(Attribute.SCRIPT));
            apps.add(
                    app.with(Attribute.CWD, own.toString())
                            .with(Attribute.SCRIPT, ourselves(script, own, console)));
        }
        return new Contents(apps, file);
    }

    /// `bongsu` as a script is the launcher that this command came through, so that a file can name
    /// our own programs wherever they are installed.
    private static String ourselves(String script, Path folder, Console console) {
        String launcher = console.environment().getOrDefault("BONGSU_LAUNCHER", "");
        boolean named = script.equals("bongsu") && !Files.exists(folder.resolve(script));
        return named && !launcher.isEmpty() ? launcher : script;
    }

    private static String text(String target, Path file) {
        try {
            byte[] bytes =
                    target.equals("-") ? System.in.readNBytes(MAX_BYTES) : Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(
                    file
                            + " cannot be read: "
                            + (Files.exists(file) ? e.getMessage() : "there is no such file"));
        }
    }

    private static @Nullable Object parse(
            String target, Path file, Path folder, String text, Console console) {
        try {
            if (target.endsWith(".yml") || target.endsWith(".yaml")) {
                return Yaml.read(text);
            }
            if (target.endsWith("js")) {
                return JsonReader.value(evaluate(file, folder, console.environment()));
            }
            return JsonReader.relaxed(text);
        } catch (JsonException | IllegalArgumentException e) {
            throw new CommandException(file + ": " + e.getMessage());
        }
    }

    private static String evaluate(Path file, Path folder, Map<String, String> environment) {
        String node =
                new Interpreters(environment.getOrDefault("PATH", ""))
                        .find("node")
                        .orElseThrow(() ->
                                new CommandException(
                                        file
                                                + " is JavaScript, and there is no node in PATH to evaluate it;"
                                                + " write it as .yaml or .json instead"));
        Process process = null;
        try {
            process =
                    new ProcessBuilder(node, "-e", EVALUATE, file.toString())
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            process.getOutputStream().close();
            String json =
                    new String(
                            process.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            if (!process.waitFor(EVALUATION_SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new CommandException(
                        file + " could not be evaluated by " + node + "; its message is above");
            }
            return json;
        } catch (IOException e) {
            throw new CommandException(
                    file + " could not be evaluated by " + node + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /// The applications among these that `--only a,b` names; all of them for an empty text.
    static List<Settings> only(List<Settings> apps, String only) {
        if (only.isEmpty()) {
            return apps;
        }
        List<Settings> chosen = new ArrayList<>();
        for (String name : only.split(",", -1)) {
            int before = chosen.size();
            for (Settings app : apps) {
                if (name.strip().equals(nameOf(app))) {
                    chosen.add(app);
                }
            }
            if (chosen.size() == before) {
                throw new CommandException(
                        "--only names \"" + name.strip() + "\", which is not in the file");
            }
        }
        return chosen;
    }

    static String nameOf(Settings app) {
        Object name = app.values().get(Attribute.NAME);
        return name != null
                ? name.toString()
                : AppSpec.defaultName(String.valueOf(app.values().get(Attribute.SCRIPT)));
    }

    /// `append_env_to_name` makes `api` run as `api-production`.
    static List<Settings> withProfileName(List<Settings> apps, String profile) {
        if (profile.isEmpty()) {
            return apps;
        }
        List<Settings> named = new ArrayList<>();
        for (Settings app : apps) {
            boolean append = Boolean.TRUE.equals(app.values().get(Attribute.APPEND_ENV_TO_NAME));
            named.add(append ? app.with(Attribute.NAME, nameOf(app) + "-" + profile) : app);
        }
        return named;
    }
}
