/*
 * Steps the wall clock of one process, as "date -s" does for a machine: loaded by LD_PRELOAD, it adds an offset to
 * CLOCK_REALTIME. The monotonic clock and the waits of the kernel are left alone. The offset, in nanoseconds as a native
 * 64-bit integer, is the content of the file that SIGNALBOX_CLOCK_OFFSET names; it may be changed at any time.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const int64_t SECOND = 1000000000LL;
static volatile const int64_t *offset;

__attribute__((constructor)) static void open_offset(void) {
  const char *path = getenv("SIGNALBOX_CLOCK_OFFSET");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    void *page = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    offset = page == MAP_FAILED ? NULL : page;
    close(file);
  }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = (int)syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && offset != NULL && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    int64_t error = *offset;
    int64_t nanos = now->tv_nsec + error % SECOND;
    now->tv_sec += error / SECOND + (nanos >= SECOND) - (nanos < 0);
    now->tv_nsec = nanos + (nanos < 0 ? SECOND : 0) - (nanos >= SECOND ? SECOND : 0);
  }
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec time;
  int result = clock_gettime(CLOCK_REALTIME, &time);
  (void)zone;
  now->tv_sec = time.tv_sec;
  now->tv_usec = time.tv_nsec / 1000;
  return result;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result != NULL) {
    *result = now.tv_sec;
  }
  return now.tv_sec;
}
