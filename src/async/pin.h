/*
 * pin.h - keeping what is waited for in memory, though another task frees it meanwhile.
 *
 * An object has a count of those who wait for it. Whatever frees it goes through a function of its class, which does so
 * only once that is 0.
 */
#ifndef ASYNC_PIN_H
#define ASYNC_PIN_H

#include "async/internal.h"

/* A local variable of who waits. */
struct pin {
    gen_cleanup_t cleanup; /* its stack may be destroyed */
    unsigned *waiting;
    void (*let_go)(void *object); /* frees it if nobody needs it any more */
    void *object;
};

static inline void pin_release(void *arg)
{
    struct pin *pin = arg;

    --*pin->waiting;
    pin->let_go(pin->object);
}

static inline void pin_begin(gen_t *self, struct pin *pin, unsigned *waiting, void (*let_go)(void *object),
                             void *object)
{
    pin->waiting = waiting;
    pin->let_go = let_go;
    pin->object = object;
    ++*waiting;
    gen_cleanup_push(self, &pin->cleanup, pin_release, pin);
}

/* The object may be gone after this. */
static inline void pin_end(gen_t *self, struct pin *pin)
{
    gen_cleanup_pop(self, &pin->cleanup);
    pin_release(pin);
}

#endif
