package kr.bongsu.supervisor.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Redirects calls of chosen methods to methods of the same name and type in [Hooks].
///
/// A call names its method in the constant pool: class, name and type. Only the class in that entry
/// is changed, so no instruction, stack map or checksum has to follow.
final class CallSites implements ClassFileTransformer {
    private static final int UTF8 = 1;
    private static final int INT = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;
    private static final String HOOKS = "kr/bongsu/supervisor/agent/Hooks";

    /// Which calls of which class, by name and type.
    private static final Map<String, Set<String>> REDIRECTED =
            Map.of(
                    "sun/nio/ch/Net",
                    Set.of("bind0(Ljava/io/FileDescriptor;ZZLjava/net/InetAddress;I)V"),
                    "sun/nio/ch/ServerSocketChannelImpl",
                    Set.of(
                            "configureBlocking(Ljava/io/FileDescriptor;Z)V",
                            "listen(Ljava/io/FileDescriptor;I)V"),
                    "sun/nio/ch/NioSocketImpl",
                    Set.of(
                            "configureBlocking(Ljava/io/FileDescriptor;Z)V",
                            "listen(Ljava/io/FileDescriptor;I)V"),
                    "sun/nio/ch/SocketDispatcher",
                    Set.of(
                            "read0(Ljava/io/FileDescriptor;JI)I",
                            "readv0(Ljava/io/FileDescriptor;JI)J",
                            "write0(Ljava/io/FileDescriptor;JI)I",
                            "writev0(Ljava/io/FileDescriptor;JI)J"));

    static Class<?>[] classes() throws ClassNotFoundException {
        Class<?>[] classes = new Class<?>[REDIRECTED.size()];
        int i = 0;
        for (String name : REDIRECTED.keySet()) {
            classes[i++] = Class.forName(name.replace('/', '.'));
        }
        return classes;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Set<String> calls = name == null ? null : REDIRECTED.get(name);
        try {
            return calls == null ? null : redirected(bytes, calls);
        } catch (IOException e) {
            // An exception here would be dropped without a word by the JVM.
            System.err.println("[bongsu] " + name + " cannot be changed: " + e);
            return null;
        }
    }

    private static byte[] redirected(byte[] bytes, Set<String> calls) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.readInt(); // magic
        in.readInt(); // version
        int count = in.readUnsignedShort();
        int[] tag = new int[count];
        int[] at = new int[count];
        String[] text = new String[count];
        for (int i = 1; i < count; i++) {
            at[i] = bytes.length - in.available();
            tag[i] = in.readUnsignedByte();
            if (tag[i] == UTF8) {
                text[i] = in.readUTF();
            } else {
                in.skipBytes(length(tag[i]));
            }
            if (tag[i] == LONG || tag[i] == DOUBLE) {
                i++; // long and double take two places
            }
        }
        int end = bytes.length - in.available();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        DataOutputStream data = new DataOutputStream(out);
        data.write(bytes, 0, end);
        data.writeByte(UTF8);
        data.writeUTF(HOOKS);
        data.writeByte(CLASS);
        data.writeShort(count);
        data.write(bytes, end, bytes.length - end);
        byte[] changed = out.toByteArray();
        put(changed, 8, count + 2);
        for (int i = 1; i < count; i++) {
            if (tag[i] == METHOD) {
                int nameAndType = get(bytes, at[i] + 3);
                if (tag[nameAndType] == NAME_AND_TYPE) {
                    String name = text[get(bytes, at[nameAndType] + 1)];
                    String type = text[get(bytes, at[nameAndType] + 3)];
                    if (calls.contains(name + type)) {
                        put(changed, at[i] + 1, count + 1);
                    }
                }
            }
        }
        return changed;
    }

    /// Bytes of an entry after its tag; JVMS 4.4.
    private static int length(int tag) throws IOException {
        return switch (tag) {
            case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> 2;
            case METHOD_HANDLE -> 3;
            case INT,
                    FLOAT,
                    FIELD,
                    METHOD,
                    INTERFACE_METHOD,
                    NAME_AND_TYPE,
                    DYNAMIC,
                    INVOKE_DYNAMIC ->
                    4;
            case LONG, DOUBLE -> 8;
            default -> throw new IOException("constant of an unknown kind " + tag);
        };
    }

    private static int get(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static void put(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
