/* panic.h - a mistake of the program ends it, with one sentence that names the function. */
#ifndef ASYNC_PANIC_H
#define ASYNC_PANIC_H

#include <gen/async.h>
#include <string.h>

GEN_NORETURN void gen_panic_(const char *function, const char *sentence);
GEN_NORETURN void gen_panic_null_(const char *function, const char *argument);

/* The first line of a public function: an argument of its may not be NULL. */
#define GIVEN(argument)                                                                                                \
    do {                                                                                                               \
        if (GEN_UNLIKELY((argument) == NULL))                                                                          \
            gen_panic_null_(__func__, #argument);                                                                      \
    } while (0)

/* gen_running_loop() is NULL where none runs. */
static inline void gen_check_loop_(const gen_loop_t *loop, const char *function)
{
    if (GEN_UNLIKELY(loop == NULL))
        gen_panic_null_(function, "loop");
}

/* Attributes begin with their size as the caller's header knows it, which maker() has set: what that does not know keeps
 * its default. By a designated initialiser the size is 0, and nothing is known. */
static inline void copy_attr(void *whole, size_t size, const void *attr, const char *maker)
{
    size_t known = *(const size_t *)attr;

    if (known < sizeof known)
        gen_panic_(maker, "attributes without their struct_size were given: begin with what this returns");
    memcpy(whole, attr, known < size ? known : size);
}

#endif
