package kr.bongsu.supervisor.libc;

import java.io.IOException;

/// A system call that failed, with its number for the caller and its name for a person.
public final class SystemCallException extends IOException {
    private final int errno;

    SystemCallException(String call, int errno) {
        super(call + ": " + describe(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /// Whether this machine does not speak the family of an address at all.
    public boolean isMissingFamily() {
        return errno == Linux.EAFNOSUPPORT || errno == Linux.EADDRNOTAVAIL;
    }

    /// What an error number means, in words.
    public static String describe(int errno) {
        return switch (errno) {
            case Linux.EPERM -> "not permitted";
            case Linux.ENOENT -> "no such file or folder";
            case Linux.ESRCH -> "no such process";
            case Linux.EACCES -> "permission denied";
            case Linux.EEXIST -> "it exists already";
            case Linux.ENOSPC -> "the disk is full";
            case Linux.EDQUOT -> "the disk quota is used up";
            case Linux.EPIPE -> "nobody reads the other end";
            case Linux.EAGAIN -> "not possible at the moment";
            case 7 -> "arguments and environment are too long";
            case 8 -> "not a program this machine can run";
            case 12 -> "out of memory";
            case 20 -> "a part of the path is not a folder";
            case 21 -> "it is a folder";
            case 23, 24 -> "too many open files";
            case 26 -> "the program file is being written";
            case 30 -> "the file system is read-only";
            case 98 -> "the address is in use";
            default -> "error number " + errno;
        };
    }
}
