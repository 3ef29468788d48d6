/* Records in their order what a process writes to its SQLite files, cuts from them, syncs, and what it
   says on stdout: the file $POWER_CUT_RECORD. PowerCutTest makes of it what a disk may hold after a
   power cut. While there is a file $POWER_CUT_FAULT, every write fails with the errno in it: no space
   left, a read-only file system. Loaded with LD_PRELOAD.

   A record is: kind (1 byte), file (1 byte: 0 the database, 1 its write-ahead log, 2 stdout), offset
   (8 bytes, native order; of a sync: how many records there were when it began), length (8), bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, CUT = 2, SYNC = 3 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t records;
static int out = -1;

static int file_of(int fd) {
    char link[64], path[4096];
    if (fd == 1) return 2;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return -1;
    path[length] = 0;
    if (length > 7 && !strcmp(path + length - 7, ".db-wal")) return 1;
    if (length > 3 && !strcmp(path + length - 3, ".db")) return 0;
    return -1;
}

/* With the lock held. */
static void record(char kind, char file, int64_t offset, int64_t length, const void *bytes) {
    if (out < 0) {
        const char *path = getenv("POWER_CUT_RECORD");
        out = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
        if (out < 0) abort();
    }
    char head[18] = {kind, file};
    memcpy(head + 2, &offset, 8);
    memcpy(head + 10, &length, 8);
    struct iovec parts[] = {{head, sizeof head}, {(void *) bytes, bytes ? (size_t) length : 0}};
    ssize_t whole = (ssize_t) (parts[0].iov_len + parts[1].iov_len);
    if (writev(out, parts, 2) != whole) abort();
    records++;
}

/* The errno with which writes fail at the moment, or 0. */
static int fault(void) {
    const char *path = getenv("POWER_CUT_FAULT");
    FILE *file = path ? fopen(path, "r") : NULL;
    int code = 0;
    if (file) {
        if (fscanf(file, "%d", &code) != 1) code = 0;
        fclose(file);
    }
    return code;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    int file = file_of(fd);
    if (file != 0 && file != 1) return real(fd, bytes, length, offset);
    int code = fault();
    if (code) {
        errno = code;
        return -1;
    }
    pthread_mutex_lock(&lock);
    ssize_t done = real(fd, bytes, length, offset);
    if (done > 0) record(WRITE, (char) file, offset, done, bytes);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    int file = file_of(fd);
    if (file < 0) return real(fd, bytes, length);
    if (file < 2) abort(); /* SQLite writes its files with pwrite */
    pthread_mutex_lock(&lock);
    ssize_t done = real(fd, bytes, length);
    if (done > 0) record(WRITE, (char) file, 0, done, bytes);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int fd, off64_t length) {
    static int (*real)(int, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    int file = file_of(fd);
    if (file != 0 && file != 1) return real(fd, length);
    pthread_mutex_lock(&lock);
    int done = real(fd, length);
    if (done == 0) record(CUT, (char) file, length, 0, NULL);
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    int file = file_of(fd);
    if (file != 0 && file != 1) return real(fd);
    pthread_mutex_lock(&lock);
    int64_t before = records;
    pthread_mutex_unlock(&lock);
    int done = real(fd);
    pthread_mutex_lock(&lock);
    if (done == 0) record(SYNC, (char) file, before, 0, NULL);
    pthread_mutex_unlock(&lock);
    return done;
}
