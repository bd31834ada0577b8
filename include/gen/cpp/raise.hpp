/**
 * @file gen/cpp/raise.hpp
 * From exceptions of C++ to those of gen, and back. Part of gen.hpp; not for users.
 *
 * An exception of C++ crosses no stack. What leaves a body becomes an exception of gen's: of the type that Python has for it,
 * with its message, and with the exception that it is nested in as its cause. It carries the original along, which is what
 * a caller in C++ gets to catch, whatever was in between. One of gen's that was raised in C is thrown as an object of the class
 * of its type, or of the nearest base that has one, nested in its cause or context if it has any.
 */
#ifndef GEN_CPP_RAISE_HPP
#define GEN_CPP_RAISE_HPP

#include <gen/cpp/exception.hpp>
#include <new>
#include <stdexcept>
#include <system_error>
#include <typeinfo>

namespace gen {
namespace detail {

/* How an exception type is thrown. */
struct known {
    const gen_exc_t *type;
    const std::type_info *info;
    void (*throw_it)(const made &);
    void (*throw_nested)(const made &); /* in what is being handled */
};

template <class Class> inline known known_as(const gen_exc_t *type)
{
    return {type, &typeid(Class), [](const made &e) { throw Class(e); },
            [](const made &e) { std::throw_with_nested(Class(e)); }};
}

template <const gen_exc_t (&Type)[1], class Base> inline known known_as(error_of<Type, Base> *)
{
    return known_as<error_of<Type, Base>>(Type);
}

template <class... Classes> inline known find_among(const gen_exc_t *type)
{
    static const known all[] = {known_as(static_cast<Classes *>(nullptr))...};

    for (; type != nullptr; type = type->base) {
        for (const known &one : all)
            if (one.type == type)
                return one;
        if (type == GEN_EXCEPTION)
            return known_as<exception>(type);
    }
    return known_as<base_exception>(GEN_BASE_EXCEPTION);
}

inline known find(const gen_exc_t *type)
{
    return find_among<generator_exit, keyboard_interrupt, system_exit, cancelled_error, base_exception_group,
                      exception_group, stop_iteration, stop_async_iteration, arithmetic_error, zero_division_error,
                      overflow_error, assertion_error, attribute_error, eof_error, lookup_error, index_error, key_error,
                      memory_error, name_error, os_error, connection_error, timeout_error, runtime_error,
                      not_implemented_error, recursion_error, system_error, type_error, value_error>(type);
}

inline void drop_original(void *original)
{
    delete static_cast<std::exception_ptr *>(original);
}

/* The exception of C++ that e stands for; NULL if it was raised in C. */
inline const std::exception_ptr *original_of(const gen_error_t *e)
{
    return static_cast<const std::exception_ptr *>(gen_error_carried_(e, drop_original));
}

/* Causes may form a ring. */
constexpr int deepest_nesting = 16;

/* Throws e, which was raised. */
[[noreturn]] inline void throw_error(const error_ref &e, int depth = 0)
{
    const std::exception_ptr *original = original_of(e.get());
    const gen_exc_t *type = gen_error_type(e.get());
    gen_error_t *reason = gen_error_cause(e.get());

    if (original != nullptr)
        std::rethrow_exception(*original);
    if (reason == nullptr && !gen_error_suppress_context(e.get()))
        reason = gen_error_context(e.get());
    if (reason != nullptr && depth < deepest_nesting) {
        try {
            throw_error(error_ref(gen_error_ref(reason)), depth + 1);
        } catch (...) {
            find(type).throw_nested({e, true});
        }
    }
    find(type).throw_it({e, true});
    std::terminate(); /* never reached */
}

template <class... Classes> inline bool is_a(const std::exception &e)
{
    return (... || (dynamic_cast<const Classes *>(&e) != nullptr));
}

/* What Python has for it: as pybind11 and Boost.Python have it, too. */
inline const gen_exc_t *type_for(const std::exception &e)
{
    if (is_a<std::bad_alloc>(e))
        return GEN_MEMORY_ERROR;
    if (is_a<std::out_of_range>(e))
        return GEN_INDEX_ERROR;
    if (is_a<std::invalid_argument, std::domain_error, std::length_error, std::range_error>(e))
        return GEN_VALUE_ERROR;
    if (is_a<std::overflow_error>(e))
        return GEN_OVERFLOW_ERROR;
    if (is_a<std::underflow_error>(e))
        return GEN_ARITHMETIC_ERROR;
    if (is_a<std::system_error>(e))
        return GEN_OS_ERROR;
    if (is_a<std::bad_cast, std::bad_typeid>(e))
        return GEN_TYPE_ERROR;
    return GEN_RUNTIME_ERROR;
}

/* e stands for original from now on. */
inline made carrying(const error_ref &e, const std::exception_ptr &original)
{
    std::exception_ptr *kept = new (std::nothrow) std::exception_ptr(original);

    if (kept != nullptr && !gen_error_carry_(e.get(), kept, drop_original))
        delete kept;
    return {e, false};
}

/* Another one like that: the original refers to e itself, and may not be referred to by it. */
inline error_ref copy_of(gen_error_t *e)
{
    gen_value_t value = gen_error_value(e);
    gen_error_t *copy = value.kind == GEN_KIND_STR ? gen_error_new(gen_error_type(e), "%s", gen_as_str(value))
                                                   : gen_error_new_value(gen_error_type(e), value);

    if (gen_error_suppress_context(e))
        gen_error_set_cause(copy, gen_error_cause(e));
    gen_error_set_context(copy, gen_error_context(e));
    return error_ref(copy);
}

inline made error_of_own(const base_exception &e, const std::exception_ptr &thrown)
{
    error_ref error(gen_error_ref(e.error()));

    if (e.was_raised() || typeid(e) == *find(e.type()).info)
        return {error, e.was_raised()};
    return carrying(copy_of(e.error()), thrown);
}

inline made error_without_cause(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const base_exception &e) {
        return error_of_own(e, thrown);
    } catch (const std::exception &e) {
        return carrying(error_ref(gen_error_new(type_for(e), "%s", e.what())), thrown);
    } catch (...) {
        return carrying(error_ref(gen_error_new(GEN_RUNTIME_ERROR, "a C++ exception that is no std::exception")),
                        thrown);
    }
}

inline std::exception_ptr nested_in(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const std::nested_exception &e) {
        return e.nested_ptr();
    } catch (...) {
        return nullptr;
    }
}

/* The exception of gen's for one of C++. */
inline made error_for(const std::exception_ptr &thrown)
{
    made result = error_without_cause(thrown);
    std::exception_ptr nested = result.raised ? nullptr : nested_in(thrown);

    if (nested != nullptr)
        gen_error_set_cause(result.error.get(), error_for(nested).error.get());
    return result;
}

/* What has arrived at a yield of a body as an exception of gen's, and was thrown there as the one that it carries: if that
 * leaves the body, it is the same again. */
struct arrival {
    std::exception_ptr thrown;
    error_ref error{nullptr};
};

/* Throws what is pending. Rarely called: apart from where it is, which should stay short. */
[[noreturn]] __attribute__((noinline, cold)) inline void throw_pending(gen_t *self, arrival &arrived)
{
    gen_error_t *e = nullptr;

    if (!gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        e = gen_error_new(GEN_SYSTEM_ERROR, "a call failed without an exception pending");
    if (const std::exception_ptr *original = original_of(e)) {
        arrived.thrown = *original;
        arrived.error = error_ref(gen_error_ref(e));
    }
    throw_error(error_ref(e));
}

/* In a handler of all: makes pending what is being handled. */
inline gen_status_t leave_pending(gen_t *self, const arrival &arrived)
{
    std::exception_ptr thrown = std::current_exception();

    if (thrown == nullptr)
        throw; /* the thread is being cancelled */
    if (thrown == arrived.thrown)
        return gen_reraise(self, arrived.error.get());
    made e = error_for(thrown);
    return e.raised ? gen_reraise(self, e.error.get()) : gen_raise_error(self, e.error.get());
}

/* Throws what the last step of g raised. */
[[noreturn]] __attribute__((noinline, cold)) inline void throw_raised(gen_t *g)
{
    throw_error(error_ref(gen_take_error(g)));
}

} // namespace detail
} // namespace gen

#endif
