/*
 * mind.h - what a fuzzed body does next: a function of what it has met so far.
 *
 * The same mind drives a real body and its twin in the model; both meet the same as long as the library does what the
 * model says, and the first difference changes all that follows.
 */
#ifndef MIND_H
#define MIND_H

#include <gen.h>

enum { SLOTS = 8, EXCEPTIONS = 5 };

/* What a step came to, or what a yield did: YIELDED and RETURNED with a value, RAISED with an exception. */
struct outcome {
    gen_status_t status;
    int64_t value;         /* 0 for None; with RAISED what the exception was made with */
    const gen_exc_t *type; /* of the exception */
};

enum deed { YIELD, RETURN, RAISE, DELEGATE, NEXT, SEND, THROW, CLOSE, FREE, NEW, DEEDS };

struct action {
    enum deed deed;
    int slot;
    int64_t value; /* never 0 */
    const gen_exc_t *type;
};

/* What is made is an iterator without a stack, rather than a generator, in one of four: and which methods that has. */
enum methods { HAS_SEND = 1, HAS_THROW = 2, HAS_CLOSE = 4, ALL_METHODS = 7 };

static inline bool makes_iterator(struct action action)
{
    return action.value % 4 == 0;
}

/* A generator is made with a stack or without, which is the same to the model. */
static inline bool makes_stackless(struct action action)
{
    return action.value % 4 == 1;
}

static inline unsigned methods_of(struct action action)
{
    return (unsigned)(action.value >> 2) & ALL_METHODS;
}

struct mind {
    uint32_t seed;
    int actions; /* in a row, without a yield */
};

/* What limits a world, so that every input comes to an end. */
struct limits {
    int fuel;
    int depth; /* of steps inside steps */
    bool ending;
};

extern const gen_exc_t *const mind_exceptions[EXCEPTIONS];

/* What it does, having met this. A body that was thrown something decides whether it lets it pass: RAISE with type NULL. An
 * iterator's method, which cannot delegate, yields instead. */
struct action mind_decide(struct mind *mind, struct limits *limits, struct outcome met);

#endif
