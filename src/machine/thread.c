/* thread.c - threads as POSIX has them. */
#define _GNU_SOURCE
#include "machine/thread.h"
#include <pthread.h>

static pthread_key_t end_key;

bool gen_thread_ends_call_(void (*function)(void *arg))
{
    return pthread_key_create(&end_key, function) == 0;
}

bool gen_thread_has_end_(void *arg)
{
    return pthread_setspecific(end_key, arg) == 0;
}

void gen_thread_stack_(const void **low, size_t *size)
{
    pthread_attr_t attr;
    void *begin = NULL;

    if (pthread_getattr_np(pthread_self(), &attr) != 0)
        return;
    pthread_attr_getstack(&attr, &begin, size);
    *low = begin;
    pthread_attr_destroy(&attr);
}
