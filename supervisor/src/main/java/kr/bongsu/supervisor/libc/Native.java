package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Links libc functions by a short signature: result first, then arguments; `I` int, `J` long, `P`
/// pointer.
final class Native {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final long ERRNO = CAPTURED.byteOffset(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURED));

    private Native() {}

    /// A function whose handle takes [#state()] as its first argument, after which [#errno()] is
    /// valid.
    static MethodHandle withErrno(String name, String signature) {
        return link(name, signature, Linker.Option.captureCallState("errno"));
    }

    /// As [#withErrno], for a C function whose arguments from index `fixed` on are variadic.
    static MethodHandle variadic(String name, String signature, int fixed) {
        return link(
                name,
                signature,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    /// A function that answers its error number as its result.
    static MethodHandle plain(String name, String signature) {
        return link(name, signature);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, String signature, Linker.Option... options) {
        MemoryLayout[] arguments = new MemoryLayout[signature.length() - 1];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = layout(signature.charAt(i + 1));
        }
        return LINKER.downcallHandle(
                LIBC.findOrThrow(name),
                FunctionDescriptor.of(layout(signature.charAt(0)), arguments),
                options);
    }

    private static MemoryLayout layout(char type) {
        return switch (type) {
            case 'I' -> JAVA_INT;
            case 'J' -> JAVA_LONG;
            case 'P' -> ADDRESS;
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    static MemorySegment state() {
        return STATE.get();
    }

    static int errno() {
        return STATE.get().get(JAVA_INT, ERRNO);
    }

    /// What a method handle may throw by its type but libc never does.
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(thrown);
    }
}
