/* context.c - the one file that knows Boost.Context, the sanitizers and Valgrind. */
#define _GNU_SOURCE
#include "machine/cxx.h"
#include "protocol/internal.h"
#include "tools/misuse.h"
#include "stack/stack.h"
#include <pthread.h>
#include <string.h>

#if defined(__has_include)
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define HAVE_VALGRIND 1
#endif
#endif

/* Boost.Context's C ABI; struct gen_arrival_ is its transfer_t. */
struct gen_arrival_ jump_fcontext(gen_context_t_ to, void *data);
gen_context_t_ make_fcontext(void *top, size_t size, void (*entry)(struct gen_arrival_));

/* The sanitizers' fiber interface. Weak: set exactly when the program runs under one, whatever this file was built for. */
#define WEAK __attribute__((weak))
extern WEAK void __sanitizer_start_switch_fiber(void **fake, const void *low, size_t size);
extern WEAK void __sanitizer_finish_switch_fiber(void *fake, const void **low, size_t *size);
extern WEAK void __asan_poison_memory_region(void const volatile *low, size_t size);
extern WEAK void __asan_unpoison_memory_region(void const volatile *low, size_t size);
extern WEAK void __lsan_register_root_region(const void *low, size_t size);
extern WEAK void __lsan_unregister_root_region(const void *low, size_t size);
extern WEAK void *__tsan_get_current_fiber(void);
extern WEAK void *__tsan_create_fiber(unsigned flags);
extern WEAK void __tsan_destroy_fiber(void *fiber);
extern WEAK void __tsan_switch_to_fiber(void *fiber, unsigned flags);

/* The thread's own stack, for when a generator switches back to it. */
static _Thread_local struct {
    const void *low;
    size_t size;
    void *fiber;
} thread_stack;

static void find_thread_stack(void)
{
    pthread_attr_t attr;
    void *low = NULL;

    if (pthread_getattr_np(pthread_self(), &attr) != 0)
        return;
    pthread_attr_getstack(&attr, &low, &thread_stack.size);
    thread_stack.low = low;
    pthread_attr_destroy(&attr);
}

/* Not inlined, so that the address of the thread's variables is computed anew after every switch. */
static __attribute__((noinline)) void announce(const gen_t *target, void **fake)
{
    if (__sanitizer_start_switch_fiber != NULL) {
        if (target != NULL) {
            __sanitizer_start_switch_fiber(fake, target->stack.low, target->stack.size);
        } else {
            if (thread_stack.low == NULL)
                find_thread_stack();
            __sanitizer_start_switch_fiber(fake, thread_stack.low, thread_stack.size);
        }
    }
    if (__tsan_switch_to_fiber != NULL) {
        if (gen_stack_owner_(__builtin_frame_address(0)) == NULL)
            thread_stack.fiber = __tsan_get_current_fiber();
        __tsan_switch_to_fiber(target != NULL ? target->stack.fiber : thread_stack.fiber, 0);
    }
}

/* The switch for a program that is watched. */
static __attribute__((noinline)) struct gen_arrival_ watched_switch(gen_context_t_ to, void *data)
{
    struct gen_arrival_ arrival;
    void *fake = NULL;

#ifdef GEN_DEBUG
    gen_check_switch_(to, data);
#endif
    announce(gen_stack_owner_(to), &fake);
    arrival = jump_fcontext(to, data);
    if (__sanitizer_finish_switch_fiber != NULL)
        __sanitizer_finish_switch_fiber(fake, NULL, NULL);
#ifdef GEN_DEBUG
    gen_check_arrival_(arrival.from);
#endif
    return arrival;
}

/* As long as nobody has looked, everybody is told of everything. */
bool gen_watched_ = true, gen_sanitized_ = true, gen_on_valgrind_;

/* What has to be looked at before a switch: nothing in most programs. */
static enum { NOTHING, CXX_EXCEPTIONS, ALL } looks = ALL;

/* The switch for a program that is watched, and for a stack on which C++ exceptions are being handled. */
static __attribute__((noinline)) struct gen_arrival_ careful_switch(gen_context_t_ to, void *data)
{
    struct cxx_exceptions kept;
    struct gen_arrival_ arrival;

    if (!gen_cxx_is_here_())
        return watched_switch(to, data);
    gen_cxx_leave_(&kept);
    arrival = gen_watched_ ? watched_switch(to, data) : jump_fcontext(to, data);
    gen_cxx_arrive_(&kept);
    return arrival;
}

/* With the first generator at the latest, which another constructor may make. */
__attribute__((constructor)) void gen_look_who_watches_(void)
{
    static bool known;

    if (known)
        return;
    known = true;
#ifdef HAVE_VALGRIND
    gen_on_valgrind_ = RUNNING_ON_VALGRIND != 0;
#endif
    gen_sanitized_ = __sanitizer_start_switch_fiber != NULL || __tsan_switch_to_fiber != NULL;
#ifdef GEN_DEBUG
    gen_watched_ = true;
#else
    gen_watched_ = gen_sanitized_;
#endif
    looks = gen_watched_ ? ALL : gen_cxx_is_here_() ? CXX_EXCEPTIONS : NOTHING;
}

/* All calls are jumps when optimised: a return here would be mispredicted. */
struct gen_arrival_ gen_switch_(gen_context_t_ to, void *data)
{
    if (GEN_UNLIKELY(looks != NOTHING) && (looks == ALL || gen_cxx_is_handling_()))
        return careful_switch(to, data);
    return jump_fcontext(to, data);
}

gen_context_t_ gen_context_make_(void *top, size_t size, void (*entry)(struct gen_arrival_))
{
    return make_fcontext(top, size, entry);
}

void gen_context_arrived_(void)
{
    if (__sanitizer_finish_switch_fiber != NULL)
        __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
}

#ifdef __x86_64__
/* What jump_fcontext() keeps at the beginning of every context: the control words, the first of which has flags, too. */
struct control {
    uint32_t mxcsr;
    uint16_t x87;
};

enum { MXCSR_FLAGS = 0x3f };

/* Loading the words is slow, and seldom needed. */
void gen_context_adopt_control_(gen_context_t_ caller)
{
    const struct control *his = caller;
    struct control mine;

    __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(mine.mxcsr), "=m"(mine.x87));
    if (GEN_UNLIKELY(((mine.mxcsr ^ his->mxcsr) & ~(uint32_t)MXCSR_FLAGS) != 0))
        __asm__ volatile("ldmxcsr %0" ::"m"(his->mxcsr));
    if (GEN_UNLIKELY(mine.x87 != his->x87))
        __asm__ volatile("fldcw %0" ::"m"(his->x87));
}
#else
/* jump_fcontext() leaves the control register alone, so that it is the caller's already. */
void gen_context_adopt_control_(gen_context_t_ caller)
{
    (void)caller;
}
#endif

void gen_context_born_(gen_t *g)
{
    if (__tsan_create_fiber != NULL)
        g->stack.fiber = __tsan_create_fiber(0);
    if (__lsan_register_root_region != NULL)
        __lsan_register_root_region(g->stack.low, g->stack.size);
#ifdef HAVE_VALGRIND
    g->stack.valgrind_id = VALGRIND_STACK_REGISTER(g->stack.low, g->stack.low + g->stack.size);
#endif
}

void gen_context_dead_(gen_t *g)
{
    if (__tsan_destroy_fiber != NULL)
        __tsan_destroy_fiber(g->stack.fiber);
    if (__lsan_unregister_root_region != NULL)
        __lsan_unregister_root_region(g->stack.low, g->stack.size);
#ifdef HAVE_VALGRIND
    VALGRIND_STACK_DEREGISTER(g->stack.valgrind_id);
    VALGRIND_MAKE_MEM_UNDEFINED(g->stack.low, (size_t)((const char *)g - g->stack.low)); /* no frame's any more */
#endif
    gen_context_reused_(g);
}

void gen_context_reused_(const gen_t *g)
{
    if (__asan_unpoison_memory_region != NULL)
        __asan_unpoison_memory_region(g->stack.low, (size_t)((const char *)g - g->stack.low));
}

void gen_context_forbid_(void *low, size_t size)
{
    if (__asan_poison_memory_region != NULL)
        __asan_poison_memory_region(low, size);
}

void gen_context_allow_(void *low, size_t size)
{
    if (__asan_unpoison_memory_region != NULL)
        __asan_unpoison_memory_region(low, size);
}

void gen_context_expose_(void *low, size_t size)
{
#ifdef HAVE_VALGRIND
    VALGRIND_MAKE_MEM_DEFINED(low, size);
#else
    (void)low;
    (void)size;
#endif
}

/* Where a context keeps the address it goes on at, in words from its beginning: measured, as Boost's versions differ. */
static int pc_word = -1;

enum { CONTEXT_WORDS = 24, PROBE_STACK = 8192 };

/* Arrives with the address at which the function begins that came here. */
static void probed(struct gen_arrival_ arrival)
{
    const uintptr_t *words = arrival.from;
    uintptr_t begin = *(uintptr_t *)arrival.data;

    for (int i = 0; i < CONTEXT_WORDS && pc_word < 0; i++)
        if (words[i] > begin && words[i] - begin < 256)
            pc_word = i;
    jump_fcontext(arrival.from, NULL);
}

static __attribute__((noinline)) void *probe(gen_context_t_ fresh, uintptr_t *begin)
{
    return jump_fcontext(fresh, begin).data; /* more than a jump: it returns here */
}

static void measure(void)
{
    static _Alignas(16) unsigned char stack[PROBE_STACK];
    void *(*function)(gen_context_t_, uintptr_t *) = probe;
    uintptr_t begin;

    memcpy(&begin, &function, sizeof begin);
    probe(make_fcontext(stack + sizeof stack, sizeof stack, probed), &begin);
}

uintptr_t gen_context_pc_(gen_context_t_ context, uintptr_t *frame)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const uintptr_t *words = context;

    pthread_once(&once, measure);
    *frame = 0;
    if (pc_word < 0)
        return 0;
#ifdef __x86_64__
    *frame = words[pc_word - 1];
#endif
    return words[pc_word];
}
