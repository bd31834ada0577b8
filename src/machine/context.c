/* context.c - who has to be told of a switch of stacks: the sanitizers, Valgrind, the C++ runtime. */
#include "machine/context.h"
#include "machine/cxx.h"
#include "machine/thread.h"

#if defined(__has_include)
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define HAVE_VALGRIND 1
#endif
#endif

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

struct gen_context_hooks_ gen_context_hooks_;

static bool is_on_a_stack(const void *address, struct gen_context_stack_ *stack)
{
    return gen_context_hooks_.find != NULL && gen_context_hooks_.find(address, stack);
}

/* Not inlined, so that the address of the thread's variables is computed anew after every switch. */
static __attribute__((noinline)) void announce(gen_context_t_ to, void **fake)
{
    struct gen_context_stack_ target, own;
    bool ours = is_on_a_stack(to, &target);

    if (__sanitizer_start_switch_fiber != NULL) {
        if (ours) {
            __sanitizer_start_switch_fiber(fake, target.low, target.size);
        } else {
            if (thread_stack.low == NULL)
                gen_thread_stack_(&thread_stack.low, &thread_stack.size);
            __sanitizer_start_switch_fiber(fake, thread_stack.low, thread_stack.size);
        }
    }
    if (__tsan_switch_to_fiber != NULL) {
        if (!is_on_a_stack(__builtin_frame_address(0), &own))
            thread_stack.fiber = __tsan_get_current_fiber();
        __tsan_switch_to_fiber(ours ? target.fiber : thread_stack.fiber, 0);
    }
}

/* The switch for a program that is watched. A frame of AddressSanitizer's own might not lie on the stack. */
static __attribute__((noinline, no_sanitize_address)) struct gen_arrival_ watched_switch(gen_context_t_ to, void *data)
{
    struct gen_arrival_ arrival;
    void *fake = NULL;

    if (gen_context_hooks_.leaving != NULL)
        gen_context_hooks_.leaving(to, data);
    announce(to, &fake);
    arrival = gen_context_switch_(to, data);
    if (__sanitizer_finish_switch_fiber != NULL)
        __sanitizer_finish_switch_fiber(fake, NULL, NULL);
    if (gen_context_hooks_.arrived != NULL)
        gen_context_hooks_.arrived(arrival.from);
    return arrival;
}

/* As long as nobody has looked, everybody is told of everything. */
bool gen_watched_ = true, gen_sanitized_ = true, gen_on_valgrind_;

/* The switch for a program that is watched, and for a stack on which C++ exceptions are being handled. */
static __attribute__((noinline, no_sanitize_address)) struct gen_arrival_ careful_switch(gen_context_t_ to, void *data)
{
    struct cxx_exceptions kept;
    struct gen_arrival_ arrival;

    if (!gen_cxx_is_here_())
        return watched_switch(to, data);
    gen_cxx_leave_(&kept);
    arrival = gen_watched_ ? watched_switch(to, data) : gen_context_switch_(to, data);
    gen_cxx_arrive_(&kept);
    return arrival;
}

/* What has to be looked at before a switch. */
enum { NOTHING, CXX_EXCEPTIONS, ALL };

int gen_switch_looks_ = ALL;

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
    gen_switch_looks_ = gen_watched_ ? ALL : gen_cxx_is_here_() ? CXX_EXCEPTIONS : NOTHING;
}

static inline bool must_look(void)
{
    return gen_switch_looks_ == ALL || gen_cxx_is_handling_();
}

#ifdef GEN_SWITCH_NATIVE_
bool gen_switch_must_look_(void)
{
    return must_look();
}

struct gen_arrival_ gen_switch_looking_(gen_context_t_ to, void *data)
{
    return careful_switch(to, data);
}
#else
/* All calls are jumps when optimised: a return here would be mispredicted. */
struct gen_arrival_ gen_switch_(gen_context_t_ to, void *data)
{
    if (GEN_UNLIKELY(gen_switch_looks_ != NOTHING) && must_look())
        return careful_switch(to, data);
    return gen_context_switch_(to, data);
}
#endif

struct gen_arrival_ gen_context_arrived_(struct gen_arrival_ arrival)
{
    if (__sanitizer_finish_switch_fiber != NULL)
        __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
#ifdef _WIN32
    gen_context_claim_guard_();
#endif
    return arrival;
}

void gen_context_born_(void *low, size_t size, void **fiber, unsigned *valgrind_id)
{
    if (__tsan_create_fiber != NULL)
        *fiber = __tsan_create_fiber(0);
    if (__lsan_register_root_region != NULL)
        __lsan_register_root_region(low, size);
#ifdef HAVE_VALGRIND
    *valgrind_id = VALGRIND_STACK_REGISTER(low, (char *)low + size);
#endif
    (void)valgrind_id;
}

void gen_context_dead_(void *low, size_t size, void *fiber, unsigned valgrind_id)
{
    if (__tsan_destroy_fiber != NULL)
        __tsan_destroy_fiber(fiber);
    if (__lsan_unregister_root_region != NULL)
        __lsan_unregister_root_region(low, size);
#ifdef HAVE_VALGRIND
    VALGRIND_STACK_DEREGISTER(valgrind_id);
#endif
    (void)valgrind_id;
}

void gen_context_forget_(void *low, size_t size)
{
#ifdef HAVE_VALGRIND
    VALGRIND_MAKE_MEM_UNDEFINED(low, size);
#endif
    (void)low;
    (void)size;
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
#endif
    (void)low;
    (void)size;
}
