package kr.bongsu.supervisor.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/// The JDK's own methods that [Hooks] stands in for, and memory by address.
final class Jdk {
    private static final Object UNSAFE = unsafe();
    private static final MethodHandle GET_BYTE = memory("getByte", long.class);
    private static final MethodHandle GET_LONG = memory("getLong", long.class);
    private static final MethodHandle PUT_BYTE = memory("putByte", long.class, byte.class);
    private static final MethodHandle ALLOCATE = memory("allocateMemory", long.class);
    private static final MethodHandle FREE = memory("freeMemory", long.class);

    private Jdk() {}

    static MethodHandle method(String owner, String name, Class<?>... types) {
        try {
            Method method = Class.forName(owner).getDeclaredMethod(name, types);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `read0` and its like; up to Java 20 the writing ones are the file dispatcher's.
    static MethodHandle socketCall(String name) {
        Class<?>[] types = {java.io.FileDescriptor.class, long.class, int.class};
        try {
            return method("sun.nio.ch.SocketDispatcher", name, types);
        } catch (IllegalStateException e) {
            return method("sun.nio.ch.FileDispatcherImpl", name, types);
        }
    }

    static MethodHandle field(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return MethodHandles.lookup().unreflectGetter(field);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object unsafe() {
        try {
            return method("jdk.internal.misc.Unsafe", "getUnsafe")
                    .asType(MethodType.methodType(Object.class))
                    .invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private static MethodHandle memory(String name, Class<?>... types) {
        return method("jdk.internal.misc.Unsafe", name, types).bindTo(UNSAFE);
    }

    static byte getByte(long address) throws Throwable {
        return (byte) GET_BYTE.invokeExact(address);
    }

    static long getLong(long address) throws Throwable {
        return (long) GET_LONG.invokeExact(address);
    }

    static void putByte(long address, byte value) throws Throwable {
        PUT_BYTE.invokeExact(address, value);
    }

    static long allocate(long size) throws Throwable {
        return (long) ALLOCATE.invokeExact(size);
    }

    static void free(long address) throws Throwable {
        FREE.invokeExact(address);
    }
}
