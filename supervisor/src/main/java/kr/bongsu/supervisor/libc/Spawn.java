package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a program by `posix_spawn` in its own session, with exactly the descriptors it is given.
public final class Spawn {
    private static final MethodHandle SPAWN = Native.plain("posix_spawn", "IPPPPPP");
    private static final MethodHandle ACTIONS_INIT =
            Native.plain("posix_spawn_file_actions_init", "IP");
    private static final MethodHandle ACTIONS_DESTROY =
            Native.plain("posix_spawn_file_actions_destroy", "IP");
    private static final MethodHandle ADD_DUP2 =
            Native.plain("posix_spawn_file_actions_adddup2", "IPII");
    private static final MethodHandle ADD_CLOSEFROM =
            Native.plain("posix_spawn_file_actions_addclosefrom_np", "IPI");
    private static final MethodHandle ADD_CHDIR =
            Native.plain("posix_spawn_file_actions_addchdir_np", "IPP");
    private static final MethodHandle ATTR_INIT = Native.plain("posix_spawnattr_init", "IP");
    private static final MethodHandle ATTR_DESTROY = Native.plain("posix_spawnattr_destroy", "IP");
    private static final MethodHandle SET_FLAGS = Native.plain("posix_spawnattr_setflags", "IPI");
    private static final MethodHandle SET_MASK = Native.plain("posix_spawnattr_setsigmask", "IPP");
    private static final MethodHandle SET_DEFAULT =
            Native.plain("posix_spawnattr_setsigdefault", "IPP");
    private static final MethodHandle SIGFILLSET = Native.plain("sigfillset", "IP");
    private static final MethodHandle SIGEMPTYSET = Native.plain("sigemptyset", "IP");

    private Spawn() {}

    /// What to run. The first argument is a path; the index in `descriptors` is the number the
    /// child sees.
    public record Program(
            List<String> arguments,
            Map<String, String> environment,
            String folder,
            List<Integer> descriptors) {}

    /// The pid of the new process, which has replaced its image already when this returns.
    public static int start(Program program) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = arena.allocate(Linux.SIZEOF_FILE_ACTIONS, 16);
            MemorySegment attributes = arena.allocate(Linux.SIZEOF_SPAWNATTR, 16);
            checked((int) ACTIONS_INIT.invokeExact(actions));
            checked((int) ATTR_INIT.invokeExact(attributes));
            try {
                return start(arena, actions, attributes, program);
            } finally {
                checked((int) ACTIONS_DESTROY.invokeExact(actions));
                checked((int) ATTR_DESTROY.invokeExact(attributes));
            }
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private static int start(
            Arena arena, MemorySegment actions, MemorySegment attributes, Program program)
            throws Throwable {
        checked((int) ADD_CHDIR.invokeExact(actions, arena.allocateFrom(program.folder())));
        int target = 0;
        for (int source : program.descriptors()) {
            checked((int) ADD_DUP2.invokeExact(actions, source, target++));
        }
        checked((int) ADD_CLOSEFROM.invokeExact(actions, target));

        MemorySegment signals = arena.allocate(Linux.SIZEOF_SIGSET, 8);
        checked((int) SIGEMPTYSET.invokeExact(signals));
        checked((int) SET_MASK.invokeExact(attributes, signals));
        // The JVM ignores or handles some signals; a child must not inherit that.
        checked((int) SIGFILLSET.invokeExact(signals));
        checked((int) SET_DEFAULT.invokeExact(attributes, signals));
        int flags =
                Linux.POSIX_SPAWN_SETSID
                        | Linux.POSIX_SPAWN_SETSIGMASK
                        | Linux.POSIX_SPAWN_SETSIGDEF;
        checked((int) SET_FLAGS.invokeExact(attributes, flags));

        List<String> environment = new ArrayList<>();
        for (Map.Entry<String, String> variable : program.environment().entrySet()) {
            environment.add(variable.getKey() + "=" + variable.getValue());
        }
        MemorySegment pid = arena.allocate(4, 4);
        String path = program.arguments().getFirst();
        int result =
                (int)
                        SPAWN.invokeExact(
                                pid,
                                arena.allocateFrom(path),
                                actions,
                                attributes,
                                strings(arena, program.arguments()),
                                strings(arena, environment));
        if (result != 0) {
            throw new SystemCallException("cannot start " + path, result);
        }
        return pid.get(JAVA_INT, 0);
    }

    private static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        array.setAtIndex(ADDRESS, texts.size(), MemorySegment.NULL);
        return array;
    }

    private static void checked(int result) throws SystemCallException {
        if (result != 0) {
            throw new SystemCallException("posix_spawn", result);
        }
    }
}
