/**
 * @file gen/cpp/exception.hpp
 * Python's exceptions as classes of C++. Part of gen.hpp.
 *
 * @code
 * try {
 *     for (int n : numbers)
 *         std::cout << n << '\n';
 * } catch (const gen::lookup_error &e) {           // except LookupError as e:    KeyError and IndexError, too
 *     std::cerr << e.what() << '\n';
 * }
 * @endcode
 *
 * gen::exception is a std::exception. What is no Exception in Python, GeneratorExit and CancelledError, is none here either, and
 * passes through `catch (const std::exception &)`. A `catch (...)` in a body must rethrow, or else it is Python's bare
 * `except:`.
 *
 * A class for a type of one's own:
 *
 * @code
 * extern const gen_exc_t PARSE_ERROR[1];                                     // = {{"ParseError", GEN_VALUE_ERROR}}
 * using parse_error = gen::error_of<PARSE_ERROR, gen::value_error>;          // class ParseError(ValueError): pass
 * @endcode
 */
#ifndef GEN_CPP_EXCEPTION_HPP
#define GEN_CPP_EXCEPTION_HPP

#include <exception>
#include <gen.h>
#include <string>

namespace gen {

namespace detail {

/* A reference to an exception of gen's. */
class error_ref {
public:
    explicit error_ref(gen_error_t *e) noexcept : e_(e) {} // takes it over
    error_ref(const error_ref &other) noexcept : e_(gen_error_ref(other.e_)) {}
    error_ref &operator=(const error_ref &other) noexcept
    {
        gen_error_t *old = e_;

        e_ = gen_error_ref(other.e_);
        gen_error_free(old);
        return *this;
    }
    ~error_ref() { gen_error_free(e_); }

    gen_error_t *get() const noexcept { return e_; }

private:
    gen_error_t *e_;
};

/* What an exception of C++ is made of: one of gen's, and whether that has been raised already. */
struct made {
    error_ref error;
    bool raised;
};

inline made make(const gen_exc_t *type, const char *message)
{
    return {error_ref(gen_error_new(type, "%s", message)), false};
}

inline made make(const gen_exc_t *type, gen_value_t value)
{
    return {error_ref(gen_error_new_value(type, value)), false};
}

} // namespace detail

/** BaseException: what all classes here derive from. Copies refer to the same exception. */
class base_exception {
public:
    /** Of what the library has made; not for users. */
    explicit base_exception(const detail::made &made) noexcept : made_(made) {}

    base_exception(const base_exception &) noexcept = default;            /**< the same exception */
    base_exception &operator=(const base_exception &) noexcept = default; /**< the same exception */
    virtual ~base_exception() = default;

    /** @return its message; without one, the name of its type. It lives as long as this object. */
    virtual const char *what() const noexcept
    {
        const char *message = gen_error_message(error());

        return message[0] != '\0' ? message : type()->name;
    }

    /** @return the exception of gen's, borrowed */
    gen_error_t *error() const noexcept { return made_.error.get(); }

    /** @return its type: of an exception that was raised in C perhaps one for which there is no class */
    const gen_exc_t *type() const noexcept { return gen_error_type(error()); }

    /** @return its value: `e.args[0]`, a message as a rule */
    gen_value_t value() const noexcept { return gen_error_value(error()); }

    /** @return isinstance(e, type) */
    bool is(const gen_exc_t *type) const noexcept { return gen_error_is(error(), type); }

    /** @return whether it comes out of a step or a yield, and was not made by a constructor; not for users */
    bool was_raised() const noexcept { return made_.raised; }

private:
    detail::made made_;
};

/** Exception: the base of ordinary exceptions. */
class exception : public base_exception, public std::exception {
public:
    /** Of what the library has made; not for users. */
    explicit exception(const detail::made &made) noexcept : base_exception(made) {}

    /** `Exception(message)` */
    explicit exception(const std::string &message) : exception(detail::make(GEN_EXCEPTION, message.c_str())) {}

    /** @return its message; without one, the name of its type */
    const char *what() const noexcept override { return base_exception::what(); }
};

/**
 * The class of an exception type.
 * @tparam Type  the type, which has a name of its own in the whole program
 * @tparam Base  the class of the type that it derives from
 */
template <const gen_exc_t (&Type)[1], class Base> class error_of : public Base {
public:
    /** Of what the library has made; not for users. */
    explicit error_of(const detail::made &made) noexcept : Base(made) {}

    /** `type()`: without a message */
    error_of() : error_of(detail::make(Type, GEN_NONE)) {}

    /** `type(message)` */
    explicit error_of(const std::string &message) : error_of(detail::make(Type, message.c_str())) {}

    /** `type(value)`: a string or pointer is borrowed, as in gen_error_new_value() */
    explicit error_of(gen_value_t value) : error_of(detail::make(Type, value)) {}
};

/**
 * @name Python's exceptions
 * @{
 */
using generator_exit = error_of<GEN_GENERATOR_EXIT, base_exception>;             /**< what ends a body that is closed */
using keyboard_interrupt = error_of<GEN_KEYBOARD_INTERRUPT, base_exception>;     /**< no Exception */
using system_exit = error_of<GEN_SYSTEM_EXIT, base_exception>;                   /**< no Exception */
using cancelled_error = error_of<GEN_CANCELLED_ERROR, base_exception>;           /**< asyncio's; no Exception */
using base_exception_group = error_of<GEN_BASE_EXCEPTION_GROUP, base_exception>; /**< see gen_error_group_at() */
using exception_group = error_of<GEN_EXCEPTION_GROUP, exception>;                /**< see gen_error_group_at() */
using stop_iteration = error_of<GEN_STOP_ITERATION, exception>;             /**< PEP 479: out of a body RuntimeError */
using stop_async_iteration = error_of<GEN_STOP_ASYNC_ITERATION, exception>; /**< Exception */
using arithmetic_error = error_of<GEN_ARITHMETIC_ERROR, exception>;         /**< Exception */
using zero_division_error = error_of<GEN_ZERO_DIVISION_ERROR, arithmetic_error>;  /**< ArithmeticError */
using overflow_error = error_of<GEN_OVERFLOW_ERROR, arithmetic_error>;            /**< ArithmeticError */
using assertion_error = error_of<GEN_ASSERTION_ERROR, exception>;                 /**< Exception */
using attribute_error = error_of<GEN_ATTRIBUTE_ERROR, exception>;                 /**< Exception */
using eof_error = error_of<GEN_EOF_ERROR, exception>;                             /**< Exception */
using lookup_error = error_of<GEN_LOOKUP_ERROR, exception>;                       /**< Exception */
using index_error = error_of<GEN_INDEX_ERROR, lookup_error>;                      /**< LookupError */
using key_error = error_of<GEN_KEY_ERROR, lookup_error>;                          /**< LookupError */
using memory_error = error_of<GEN_MEMORY_ERROR, exception>;                       /**< Exception */
using name_error = error_of<GEN_NAME_ERROR, exception>;                           /**< Exception */
using os_error = error_of<GEN_OS_ERROR, exception>;                               /**< Exception */
using connection_error = error_of<GEN_CONNECTION_ERROR, os_error>;                /**< OSError */
using timeout_error = error_of<GEN_TIMEOUT_ERROR, os_error>;                      /**< OSError */
using runtime_error = error_of<GEN_RUNTIME_ERROR, exception>;                     /**< Exception */
using not_implemented_error = error_of<GEN_NOT_IMPLEMENTED_ERROR, runtime_error>; /**< RuntimeError */
using recursion_error = error_of<GEN_RECURSION_ERROR, runtime_error>;             /**< RuntimeError */
using system_error = error_of<GEN_SYSTEM_ERROR, exception>;                       /**< a rule of gen's was broken */
using type_error = error_of<GEN_TYPE_ERROR, exception>;                           /**< Exception */
using value_error = error_of<GEN_VALUE_ERROR, exception>;                         /**< Exception */
/** @} */

} // namespace gen

#endif
