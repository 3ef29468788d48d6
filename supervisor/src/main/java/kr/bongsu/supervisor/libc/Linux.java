package kr.bongsu.supervisor.libc;

/// Every number of the Linux ABI (x86-64 and aarch64, glibc) that this project uses, in one place.
///
/// Sources: the kernel's `include/uapi` and glibc's headers. Where the two machines differ the
/// number is computed from `os.arch`.
public final class Linux {
    private static final boolean X86_64 = System.getProperty("os.arch", "").equals("amd64");

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int ENOSPC = 28;
    public static final int EPIPE = 32;
    public static final int ENXIO = 6;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRNOTAVAIL = 99;
    public static final int EDQUOT = 122;

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_TRUNC = 01000;
    public static final int O_APPEND = 02000;
    public static final int O_NONBLOCK = 04000;
    public static final int O_CLOEXEC = 02000000;

    static final int MADV_DONTNEED = 4;

    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_SETPIPE_SZ = 1031;
    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;

    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SHUT_RDWR = 2;
    static final int SOCK_NONBLOCK = O_NONBLOCK;
    static final int SOCK_CLOEXEC = O_CLOEXEC;
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;
    static final int SO_REUSEPORT = 15;
    static final int SO_PEERCRED = 17;

    /// `sockaddr_in6`; `sockaddr_in` is shorter.
    static final int SIZEOF_SOCKADDR_IN6 = 28;

    static final int SIZEOF_SOCKADDR_IN = 16;

    /// `sockaddr_un`: two bytes of family, 108 of path.
    static final int UNIX_PATH = 108;

    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_DEL = 2;
    static final int EPOLL_CTL_MOD = 3;
    public static final int EPOLLIN = 1;
    public static final int EPOLLOUT = 4;
    public static final int EPOLLERR = 8;
    public static final int EPOLLHUP = 16;

    /// `struct epoll_event` is packed on x86-64 only.
    static final int EPOLL_EVENT_SIZE = X86_64 ? 12 : 16;

    static final int EPOLL_EVENT_DATA = X86_64 ? 4 : 8;

    static final int WNOHANG = 1;
    static final int PR_SET_CHILD_SUBREAPER = 36;
    static final long SYS_PIDFD_OPEN = 434;
    static final long SYS_CLOSE_RANGE = 436;
    static final long SYS_PIDFD_GETFD = 438;
    static final long CLOSE_RANGE_CLOEXEC = 4;
    static final int SIG_SETMASK = 2;

    /// `_IOWR(0xFF, 11, struct pidfd_info)` with the structure's first 64 bytes.
    static final long PIDFD_GET_INFO = 3L << 30 | 64L << 16 | 0xFFL << 8 | 11;

    static final long PIDFD_INFO_EXIT = 1L << 3;

    /// `exit_code` follows two 64-bit and eleven 32-bit members.
    static final int PIDFD_INFO_EXIT_CODE = 16 + 11 * 4;

    static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    static final short POSIX_SPAWN_SETSID = 0x80;
    static final int SIZEOF_FILE_ACTIONS = 80;
    static final int SIZEOF_SPAWNATTR = 336;
    static final int SIZEOF_SIGSET = 128;

    private Linux() {}
}
