/* exception.c - the exception types. */
#include "error/fatal.h"
#include <gen/error.h>

/* No chain of bases is as long as that. */
enum { DEEPEST = 1000 };

const gen_exc_t GEN_BASE_EXCEPTION[1] = {{"BaseException", NULL}};
const gen_exc_t GEN_GENERATOR_EXIT[1] = {{"GeneratorExit", GEN_BASE_EXCEPTION}};
const gen_exc_t GEN_KEYBOARD_INTERRUPT[1] = {{"KeyboardInterrupt", GEN_BASE_EXCEPTION}};
const gen_exc_t GEN_SYSTEM_EXIT[1] = {{"SystemExit", GEN_BASE_EXCEPTION}};
const gen_exc_t GEN_CANCELLED_ERROR[1] = {{"CancelledError", GEN_BASE_EXCEPTION}};
const gen_exc_t GEN_EXCEPTION[1] = {{"Exception", GEN_BASE_EXCEPTION}};
const gen_exc_t GEN_STOP_ITERATION[1] = {{"StopIteration", GEN_EXCEPTION}};
const gen_exc_t GEN_STOP_ASYNC_ITERATION[1] = {{"StopAsyncIteration", GEN_EXCEPTION}};
const gen_exc_t GEN_ARITHMETIC_ERROR[1] = {{"ArithmeticError", GEN_EXCEPTION}};
const gen_exc_t GEN_ZERO_DIVISION_ERROR[1] = {{"ZeroDivisionError", GEN_ARITHMETIC_ERROR}};
const gen_exc_t GEN_OVERFLOW_ERROR[1] = {{"OverflowError", GEN_ARITHMETIC_ERROR}};
const gen_exc_t GEN_ASSERTION_ERROR[1] = {{"AssertionError", GEN_EXCEPTION}};
const gen_exc_t GEN_ATTRIBUTE_ERROR[1] = {{"AttributeError", GEN_EXCEPTION}};
const gen_exc_t GEN_EOF_ERROR[1] = {{"EOFError", GEN_EXCEPTION}};
const gen_exc_t GEN_LOOKUP_ERROR[1] = {{"LookupError", GEN_EXCEPTION}};
const gen_exc_t GEN_INDEX_ERROR[1] = {{"IndexError", GEN_LOOKUP_ERROR}};
const gen_exc_t GEN_KEY_ERROR[1] = {{"KeyError", GEN_LOOKUP_ERROR}};
const gen_exc_t GEN_MEMORY_ERROR[1] = {{"MemoryError", GEN_EXCEPTION}};
const gen_exc_t GEN_BASE_EXCEPTION_GROUP[1] = {{"BaseExceptionGroup", GEN_BASE_EXCEPTION}};
const gen_exc_t GEN_EXCEPTION_GROUP[1] = {{"ExceptionGroup", GEN_EXCEPTION}};
const gen_exc_t GEN_NAME_ERROR[1] = {{"NameError", GEN_EXCEPTION}};
const gen_exc_t GEN_OS_ERROR[1] = {{"OSError", GEN_EXCEPTION}};
const gen_exc_t GEN_CONNECTION_ERROR[1] = {{"ConnectionError", GEN_OS_ERROR}};
const gen_exc_t GEN_TIMEOUT_ERROR[1] = {{"TimeoutError", GEN_OS_ERROR}};
const gen_exc_t GEN_RUNTIME_ERROR[1] = {{"RuntimeError", GEN_EXCEPTION}};
const gen_exc_t GEN_NOT_IMPLEMENTED_ERROR[1] = {{"NotImplementedError", GEN_RUNTIME_ERROR}};
const gen_exc_t GEN_RECURSION_ERROR[1] = {{"RecursionError", GEN_RUNTIME_ERROR}};
const gen_exc_t GEN_SYSTEM_ERROR[1] = {{"SystemError", GEN_EXCEPTION}};
const gen_exc_t GEN_TYPE_ERROR[1] = {{"TypeError", GEN_EXCEPTION}};
const gen_exc_t GEN_VALUE_ERROR[1] = {{"ValueError", GEN_EXCEPTION}};

bool gen_exc_is(const gen_exc_t *type, const gen_exc_t *base)
{
    /* the one type of two bases: an ExceptionGroup is an Exception, and a BaseExceptionGroup as well */
    if (base == GEN_BASE_EXCEPTION_GROUP && gen_exc_is(type, GEN_EXCEPTION_GROUP))
        return true;
    if (base == GEN_BASE_EXCEPTION)
        return type != NULL; /* whoever forgot a base has not made something that no except: catches */
    for (int depth = 0; type != NULL && type != base; depth++) {
        if (depth == DEEPEST)
            gen_fatal_("the bases of exception type %s form a ring", type->name);
        type = type->base;
    }
    return type != NULL;
}
