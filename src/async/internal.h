/*
 * internal.h - the loop, futures, tasks and waits, and what holds between them: the design in one page.
 *
 * The loop runs *ready nodes*, first in, first out. A node is either inside a task, and then running it is one step of
 * the task's coroutine, or has a function of its own (a callback, a timer that is due). Nodes are part of what they
 * stand for: making something ready allocates nothing. The list is doubly linked, so that whatever goes away takes
 * its node along.
 *
 * A task's coroutine yields to the loop in three ways:
 *   - None: run me again in the next iteration (sleep(0));
 *   - a pointer to the future that it called `loop->parked_future`: run me when that is done;
 *   - a pointer to the wait that it called `loop->parked_wait`: run me when that is woken or cancelled.
 * Anything else is "Task got bad yield". A pointer is believed only because it was announced: junk is never followed.
 *
 * A *wait* (struct gen_wait_) is a local variable of the coroutine that waits, linked into the queue of the lock, event or
 * timer it waits for. It ends once: woken or cancelled. A *future* is for what outlives a stack frame: it is counted,
 * keeps a result and has any number of waiters; a task is a future.
 *
 * Invariants:
 *   - A task is in the ready queue, or running, or has wait or awaited set (never both), or is done.
 *   - wait and awaited are cleared by whatever makes the task ready. So a cancel() after that finds neither, sets
 *     MUST_CANCEL, and the exception is raised at the wait that had completed: who waits there must pass on what it was
 *     given.
 *   - `special` is zero exactly if the next step of the task is nothing but one gen_next().
 *   - A task that is not done is on its loop's list, which owns a reference to it.
 *   - The loop outlives everything made on it: futures, tasks and handles are counted in loop->refs.
 */
#ifndef ASYNC_INTERNAL_H
#define ASYNC_INTERNAL_H

#include "async/link.h"
#include "async/panic.h"
#include <gen/async.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* --- The ready queue and the timers --- */

struct heap_entry {
    double when;
    uint64_t order; /* first come, first served among equals */
    struct gen_timer_ *timer;
};

struct heap {
    struct heap_entry *entries; /* from 1 */
    size_t count, room;
    uint64_t order;
};

bool gen_timer_start_(gen_loop_t *loop, struct gen_timer_ *timer, double when); /* false: out of memory */
bool gen_need_number_(gen_t *self, double seconds);               /* a NaN, which is no time, raises ValueError */
void gen_timer_stop_(gen_loop_t *loop, struct gen_timer_ *timer); /* also if it is due and ready already */
bool gen_timer_next_(const gen_loop_t *loop, double *when);       /* false: none that will ever be due */
void gen_timers_due_(gen_loop_t *loop);

/* --- The loop --- */

struct task;
struct future;

struct gen_loop {
    struct gen_link_ ready;
    struct gen_link_ end_of_turn; /* while one runs: what is ready behind it is for the next */
    struct task *current;
    struct gen_wait_ *parked_wait;
    struct future *parked_future;
    struct heap timers;

    struct local_node *locals; /* of what runs outside tasks */

    bool virtual_clock, debug, watched, running, stopping, closed;
    bool ending; /* is being shut down: nobody would be told of a SystemExit */
    double virtual_time;
    double slow_step;
    gen_error_t *escaped;  /* a SystemExit or KeyboardInterrupt that ends the run */
    bool forever;          /* runs until it is stopped */
    unsigned held;         /* by gen_loop_hold() */
    unsigned turns;        /* since the outside world was last looked at, */
    double looked;         /* and when that was */
    struct task *spender;  /* who has made a call in this turn that did not have to wait, last, */
    unsigned spent;        /* and what all of its calls have cost */
    unsigned stride;       /* turns between two looks at the clock, */
    unsigned next_reading; /* and after how many turns the next one is */

    struct gen_link_ tasks; /* that are not done; owned */
    gen_t *first_task;      /* the first of them, by the beginning of its memory: see struct task */
    gen_t *spare_tasks;     /* memory of some that are gone, for the next */
    unsigned spare_count;
    struct gen_link_ asyncgens; /* async generators that were used and are not finished; not owned */
    bool (*shutdown_asyncgens)(
        gen_loop_t *loop); /* starts a task for each, to close it; false: there was none. NULL before
                                                   * the first is used */
    size_t task_count;
    uint64_t task_ids;
    size_t refs;
    uint64_t number; /* no two loops have the same, also one after the other */

    FILE *trace; /* where the timeline is written to; NULL for nowhere */

    gen_exception_handler_t *handler; /* the user's; NULL for the default one */
    void *handler_arg;
    gen_exception_handler_t *default_handler;

    unsigned forks;                             /* gen_forks_ in the process that has made it */
    double (*patience)(const gen_loop_t *loop); /* how long the poller may wait, in seconds; negative: for ever */
    struct poller *poller;                      /* poller.c: libuv; NULL once it is closed, */
    atomic_bool poller_closed;                  /* and for other threads */

    struct gen_loop *newer, *older; /* of all that are not freed: debugger.c */
};

void gen_loop_is_made_(gen_loop_t *loop);
void gen_loop_is_freed_(gen_loop_t *loop);

gen_loop_t *gen_need_loop_(gen_t *self); /* the running one; NULL: RuntimeError "no running event loop" is pending */
bool gen_need_own_loop_(gen_t *self, const gen_loop_t *loop, const char *what); /* which is that of `what` */

/* What gen_running_loop() tells, without a call: for functions in which no stack is switched, across which a compiler may
 * keep the address. */
extern _Thread_local gen_loop_t *gen_running_loop_ __attribute__((tls_model("initial-exec")));

static inline void gen_loop_ref_(gen_loop_t *loop)
{
    loop->refs++;
}

/* The last reference to a closed one goes with its memory. */
static inline void gen_loop_unref_(gen_loop_t *loop)
{
    if (GEN_UNLIKELY(--loop->refs == 0)) {
        free(loop->timers.entries);
        free(loop);
    }
}

/* One turn: the outside world, timers, what is ready. Returns false if nothing can ever happen any more. */
bool gen_loop_turn_(gen_loop_t *loop);

/* Turns until the loop is stopped or something escapes. Returns false, too, if nothing can ever happen any more. */
bool gen_loop_turns_(gen_loop_t *loop);

/* fork.c: a child of fork() may free what it inherits, and nothing else of that may reach the outside. */
extern unsigned gen_forks_; /* from the first process to this one */
gen_error_t *gen_inherited_error_(void);

static inline bool is_inherited(const gen_loop_t *loop)
{
    return GEN_UNLIKELY(loop->forks != gen_forks_);
}

static inline void make_ready(gen_loop_t *loop, struct gen_ready_ *ready)
{
    link_append(&loop->ready, &ready->link);
}

/* poller.c: the outside world. All that the scheduler knows of it. */
bool gen_poller_open_(gen_loop_t *loop, struct uv_loop_s *uv); /* false: out of memory or file descriptors */
void gen_poller_close_(gen_loop_t *loop);
bool gen_poller_alive_(const gen_loop_t *loop); /* whether anything out there may still make something ready */
bool gen_poller_works_(const gen_loop_t *loop); /* whether a thread works for us, and will say when it has done */
double gen_real_time_(void);                    /* the machine's, in seconds */
struct gen_handle;
bool gen_poller_call_(gen_loop_t *loop, struct gen_handle *handle); /* from any thread; false: it is closed */
void gen_poller_poll_(gen_loop_t *loop, bool patient);              /* not: just looks */

/* --- Giving way --- */

/* What a step of a task may spend on calls that do not have to wait, where one costs 1; and what one costs for which the
 * system is asked. */
enum { GEN_BUDGET_ = 128, GEN_SYSTEM_CALL_ = 8 };

/* The core of the async generator that an operation steps right now: what it awaits comes to the loop as well. */
extern _Thread_local const gen_t *gen_driven_core_;

bool gen_is_spent_(gen_t *self, unsigned cost); /* counts a call; whether the task has to give way before it */
bool gen_spend_(gen_t *self, unsigned cost);    /* the same, and does give way; false: an exception is pending */

/* --- Waits --- */

enum wait_state { WAIT_PENDING, WAIT_WOKEN, WAIT_CANCELLED };

struct gen_wait_kind_ {
    const char *what;                         /* for people: "lock" */
    const char *call;                         /* who waits so, in a sentence: "gen_lock_acquire()" */
    void (*write)(const void *on, FILE *out); /* tells what is waited for; NULL: what it is, and where */
    struct task *(*awaited)(const void *on, struct task *after); /* the tasks that are waited for; NULL for none */
};

bool gen_wait_begin_(gen_t *self, struct gen_wait_ *w, struct gen_link_ *queue, const struct gen_wait_kind_ *kind,
                     const void *on);
void gen_write_timer_(const void *on, FILE *out);
bool gen_wait_wake_(struct gen_wait_ *w); /* false if it had ended already */
bool gen_wait_cancel_(struct gen_wait_ *w);
void gen_wake_all_(struct gen_link_ *queue);

/* Waits on a queue. false: an exception is pending, and the wait may have been woken all the same. */
static inline bool wait_on(gen_t *self, struct gen_wait_ *w, struct gen_link_ *queue, const struct gen_wait_kind_ *kind,
                           const void *on)
{
    return gen_wait_begin_(self, w, queue, kind, on) && gen_wait_yield_(self, w);
}

/* Cleanups of what a coroutine holds while it waits: of a reference, and of the exception that a variable has by then. */
static inline void drop_reference(void *g)
{
    gen_free(g);
}

static inline void drop_error(void *variable)
{
    gen_error_free(*(gen_error_t **)variable);
}

/* Takes what is pending out; the last of several CancelledErrors is the one to raise in the end. */
static inline void stash(gen_t *self, gen_error_t **e)
{
    gen_error_free(*e);
    *e = gen_error_ref(gen_pending(self));
    gen_catch(self, GEN_BASE_EXCEPTION);
}

/* --- Futures --- */

struct future;
struct task;
struct gathering;
struct cancelling;

enum future_state { FUTURE_PENDING, FUTURE_CANCELLED, FUTURE_FINISHED };

/* What differs between a future, a task and the like. */
struct future_class {
    const char *name;
    bool (*cancel)(struct future *f, const char *message);
    void (*destroy)(struct future *f); /* what it has beyond a future; NULL for nothing */
    bool settable;                     /* by the user */
    const struct gatherer *gatherer;   /* of a gather(); NULL of all others */
};

/* How a future is cancelled and printed that is done when others are: not recursively, for those may be long chains. */
struct gatherer {
    bool (*is_cancelling)(const struct future *f);               /* that it is reached again means a ring */
    bool (*cancel)(struct future *f, struct cancelling *c);      /* enters it; false: no child is pending */
    struct task *(*child)(const struct future *f, size_t index); /* of those that are pending tasks; NULL: no more */
};

/* What is being cancelled: the innermost gather() that was entered, and where its next child is had from. */
struct cancelling {
    struct gathering *innermost;
    struct future *(*next)(struct cancelling *c); /* NULL: none is left */
};

struct waiter;

/* What is called when a future is done that a waiter waits for. */
struct waiter_class {
    void (*call)(struct waiter *waiter);         /* with the future, which it owns a reference to, done */
    bool (*awaits)(const struct waiter *waiter); /* whether some task awaits the future by it; NULL: none does */
};

/* Somebody to be told that a future is done: a task that waits, or a function to call in the next iteration. */
struct waiter {
    struct gen_link_ link; /* in the future's list */
    struct future *future;
    struct task *task; /* who waits; NULL for a call */
    struct gen_ready_ ready;
    const struct waiter_class *class;
};

struct future {
    gen_t *self; /* the iterator that this is the state of */
    gen_loop_t *loop;
    const struct future_class *class;
    struct gen_link_ waiters;
    gen_value_t result;
    gen_error_t *error;   /* its exception; of a cancelled one the CancelledError that the first to ask gets */
    char *cancel_message; /* NULL for none */
    enum future_state state;
    bool log_traceback; /* it has an exception that nobody has asked for */
};

extern const struct future_class gen_future_class_;
extern const struct future_class gen_task_class_;

/* A future of a class, whose state is size bytes beginning with a struct future; the rest is zero. */
struct future *gen_future_make_(gen_loop_t *loop, const struct future_class *class, size_t size);
struct future *gen_future_begin_(gen_t *self, gen_loop_t *loop, const struct future_class *class); /* in its memory */
struct future *gen_future_of_(const gen_t *g); /* NULL if it is none */
struct future *gen_need_future_(const gen_t *g, const char *function);
bool gen_future_cancel_plain_(struct future *f, const char *message);
void gen_future_finish_(struct future *f, const gen_value_t *result, gen_error_t *error); /* takes the error over */
void gen_future_forget_waiters_(struct future *f);               /* they are told that it will never be done */
void gen_future_watch_(struct future *f, struct waiter *waiter); /* calls even if it is done */
void gen_waiter_forget_(struct waiter *waiter);                  /* it will not be called any more */
gen_t *gen_ensure_future_(gen_loop_t *loop, gen_t *awaitable);   /* takes over; a new task for a coroutine */
bool gen_need_futures_of_(gen_t *self, const gen_loop_t *loop, gen_t *const *awaitables, size_t count);
#define OTHER_LOOP "The future belongs to a different loop than the one specified as the loop argument"
gen_error_t *gen_future_make_cancelled_(struct future *f); /* a new reference */
gen_error_t *gen_cancelled_error_(const char *message);    /* NULL for none */
void gen_set_message_(char **place, const char *message);  /* a copy */

static inline void gen_waiter_init_(struct waiter *waiter, const struct waiter_class *class)
{
    link_init(&waiter->link);
    link_init(&waiter->ready.link);
    waiter->future = NULL;
    waiter->task = NULL;
    waiter->class = class;
}

/* --- Tasks --- */

enum special {
    SPECIAL_MUST_CANCEL = 1,      /* cancel() was called: raise CancelledError in the next step */
    SPECIAL_WAIT_CANCELLED = 2,   /* its wait was cancelled: the same, but uncancel() does not take it back */
    SPECIAL_FUTURE_CANCELLED = 4, /* what it awaited was cancelled, and will raise that by itself */
    SPECIAL_THROW = 8,            /* raise `thrown` in the next step */
    SPECIAL_SCOPE = 16,           /* inside a cancelled scope: no wait may begin */
    SPECIAL_WATCHED = 32          /* debug mode or a trace: time the steps */
};

struct task {
    struct future future; /* first */
    struct gen_ready_ ready;
    gen_t *coroutine; /* NULL when done */
    struct gen_wait_ *wait;
    struct waiter awaiting; /* its future is what the task awaits */
    unsigned special;
    unsigned cancelling : 29;
    unsigned closer : 1;     /* closes an async generator: shutdown waits for it, and does not cancel it */
    unsigned printed : 1;    /* by the gen_print_tasks() that runs: it has a line, */
    unsigned above : 1;      /* which is above the one that is written */
    struct gen_scope *scope; /* innermost */
    struct local_node *locals;
    gen_error_t *thrown;
    struct gen_link_ link; /* in the loop's list */
    gen_t *next_task; /* the list once more, by pointers that those who look for leaks believe, or the next spare one */
    char *name;
    char *wait_message; /* of the cancellation of its wait; future.cancel_message is for the next wait, or its end */
    uint64_t id;
    double idle_since;     /* of a watched one: when its last step ended, */
    const char *idle_what; /* and what it waited for then */
};

static inline struct task *task_of(struct future *f)
{
    return (struct task *)f;
}

const char *gen_task_known_as_(struct task *t);

static inline bool is_task(const struct future *f)
{
    return f->class == &gen_task_class_;
}

struct task *gen_need_task_(const gen_t *g, const char *function);
bool gen_task_cancel_(struct task *t, const char *message);

/* A cancellation on its way down, and the gather() whose children it has come to; begin with NULL. Nothing that it
 * reaches ends before its own next step. */
void gen_cancel_children_(struct cancelling *c, const char *message);

void gen_task_step_(struct task *t);                  /* one with `special` set */
void gen_task_wake_(struct task *t);                  /* makes a waiting one ready */
void gen_task_throw_(struct task *t, gen_error_t *e); /* makes it ready, to raise e, which is taken over */

/* What a task waits for has failed: e is thrown into it, and keeps its context, but for what is handled where it arrives.
 * (A gather() is asked instead, as in CPython, where it is of a class of its own.) */
static inline void gen_task_set_thrown_(struct task *t, gen_error_t *e)
{
    t->thrown = gen_error_ref(e);
    t->special |= SPECIAL_THROW;
}

/* After a step. The value goes by its address: taken apart into registers it would be read before it has arrived in
 * memory, and the processor would wait for it. */
void gen_task_settle_(struct task *t, gen_status_t status, const gen_value_t *yielded);

void gen_tasks_give_(gen_loop_t *loop); /* the spare ones */
void gen_task_join_loop_(struct task *t);
void gen_task_leave_loop_(struct task *t); /* whose reference is the caller's then */
void gen_task_abandon_(struct task *t);    /* takes a pending one off its loop for good */

/* --- Locals: an immutable list once it is shared, so that giving a task its copy is counting a reference --- */

struct local_node;

struct local_node *gen_locals_share_(gen_loop_t *loop); /* a reference to those of what runs now */

/* Around a callback, which runs outside of tasks: its locals are the loop's meanwhile. */
struct local_node *gen_locals_enter_(gen_loop_t *loop,
                                     struct local_node *mine); /* a copy of them; returns the loop's */
void gen_locals_leave_(gen_loop_t *loop, struct local_node *outer);
void gen_locals_call_(gen_loop_t *loop, struct local_node *mine, gen_callback_t *callback, void *arg);
void gen_locals_free_(struct local_node *locals);

/* --- Calls --- */

struct gen_handle {
    struct gen_timer_ timer; /* its node is the one of call_soon() as well */
    gen_loop_t *loop;
    gen_callback_t *callback;
    void *arg;
    struct local_node *locals;
    struct gen_handle *next; /* of those from other threads */
    gen_callback_t *dropped; /* what to call instead if the call is never made; NULL for nothing */
    unsigned refs;
    bool cancelled;
};

gen_status_t gen_deliver_(gen_error_t *e, gen_error_t **error); /* to the caller, or to the world if error is NULL */
struct gen_handle *gen_handle_make_(gen_loop_t *loop, gen_callback_t *callback, void *arg);

/* --- Watching: debug mode and the trace --- */

struct watch {
    double begun;      /* on the loop's clock */
    double begun_real; /* and on the real one */
};

void gen_watch_begin_(struct task *t, struct watch *watch);
void gen_watch_end_(struct task *t, const struct watch *watch); /* before what the step led to is looked at */
void gen_watch_idle_(struct task *t);                           /* the task waits now */

/* --- Scopes --- */

bool gen_scope_begin_(gen_t *self, gen_scope_t *scope, double seconds, bool once);
bool gen_scope_end_(gen_t *self, gen_scope_t *scope); /* false: an exception is pending, and it was not the innermost */
void gen_scopes_forget_(struct task *t);              /* it has ended */
bool gen_task_in_cancelled_scope_(const struct task *t);
void gen_task_interrupt_(struct task *t); /* cancels what it waits for, if it waits */

/* run.c: cancels all tasks and waits for them, closes what is left. */
void gen_loop_shutdown_(gen_loop_t *loop);

void gen_report_(gen_loop_t *loop, const char *message, gen_error_t *error, gen_t *future);
void gen_default_exception_handler_(gen_loop_t *loop, const gen_exception_context_t *context, void *arg);

#endif
