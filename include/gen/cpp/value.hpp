/**
 * @file gen/cpp/value.hpp
 * From types of C++ to gen_value_t, and back. Part of gen.hpp; not for users.
 *
 * Small things travel in the value itself, as C has them: numbers, pointers, const char *. Of all else the address travels: what
 * is yielded, sent or returned stays where it is until who receives it has moved it away, and is destroyed by whose it is.
 */
#ifndef GEN_CPP_VALUE_HPP
#define GEN_CPP_VALUE_HPP

#include <gen/cpp/exception.hpp>
#include <memory>
#include <optional>
#include <type_traits>

namespace gen {
namespace detail {

template <class T> constexpr bool is_integer = std::is_integral_v<T> || std::is_enum_v<T>;
template <class T> constexpr bool is_real = std::is_same_v<T, float> || std::is_same_v<T, double>;
template <class T> constexpr bool is_text = std::is_same_v<T, const char *>;
template <class T>
constexpr bool is_address = !is_text<T> && std::is_pointer_v<T> && !std::is_function_v<std::remove_pointer_t<T>>;
template <class T> constexpr bool is_raw = std::is_same_v<T, gen_value_t>;

/* What travels by value. */
template <class T> constexpr bool is_small = is_integer<T> || is_real<T> || is_text<T> || is_address<T> || is_raw<T>;

/* What can be made of a string of C's. */
template <class T> constexpr bool is_textual = std::is_class_v<T> &&std::is_constructible_v<T, const char *>;

[[noreturn]] inline void mismatch(gen_kind_t got, const char *wanted)
{
    throw type_error(std::string("'") + gen_kind_name(got) + "' where '" + wanted + "' is needed");
}

inline void expect(gen_value_t v, gen_kind_t kind)
{
    if (v.kind != kind)
        mismatch(v.kind, gen_kind_name(kind));
}

template <class T> inline gen_value_t to_small(T value)
{
    if constexpr (is_raw<T>)
        return value;
    else if constexpr (is_integer<T>)
        return gen_int(static_cast<int64_t>(value));
    else if constexpr (is_real<T>)
        return gen_real(static_cast<double>(value));
    else if constexpr (is_text<T>)
        return value != nullptr ? gen_str(value) : GEN_NONE;
    else
        return value != nullptr ? gen_ptr(const_cast<void *>(static_cast<const void *>(value))) : GEN_NONE;
}

template <class T> inline T from_small(gen_value_t v)
{
    if constexpr (is_raw<T>) {
        return v;
    } else if constexpr (is_integer<T>) {
        expect(v, GEN_KIND_INT);
        return static_cast<T>(v.as.i);
    } else if constexpr (is_real<T>) {
        if (v.kind != GEN_KIND_INT)
            expect(v, GEN_KIND_REAL);
        return static_cast<T>(gen_as_real(v));
    } else if constexpr (is_text<T>) {
        if (gen_is_none(v))
            return nullptr;
        expect(v, GEN_KIND_STR);
        return v.as.s;
    } else {
        if (!gen_is_none(v))
            expect(v, GEN_KIND_PTR);
        return static_cast<T>(gen_as_ptr(v));
    }
}

/* The address of what travels by it. */
template <class T> inline gen_value_t to_place(T &object)
{
    return gen_ptr(const_cast<void *>(static_cast<const volatile void *>(std::addressof(object))));
}

template <class T> inline T &from_place(gen_value_t v)
{
    expect(v, GEN_KIND_PTR);
    return *static_cast<T *>(v.as.p);
}

/* The value for what is sent or returned: it stays where it is meanwhile. */
template <class T> inline gen_value_t to_value(T &object)
{
    if constexpr (is_small<T>)
        return to_small<T>(object);
    else
        return to_place(object);
}

/* What was sent or returned, moved out of its place. */
template <class T> inline T from_value(gen_value_t v)
{
    if constexpr (is_small<T>) {
        return from_small<T>(v);
    } else if constexpr (is_textual<T>) {
        if (v.kind == GEN_KIND_STR)
            return T(v.as.s);
        return std::move(from_place<T>(v));
    } else {
        return std::move(from_place<T>(v));
    }
}

/* The same where it may be None: nothing then, unless None is what a T can be. */
template <class T> inline std::optional<T> from_optional(gen_value_t v)
{
    if (gen_is_none(v) && !is_raw<T>)
        return std::nullopt;
    return std::optional<T>(from_value<T>(v));
}

/* A type that nobody needs room for. */
struct nothing {};

/* What a handle keeps of the values of its generator, of type T: the last one, and what was made of that. */
template <class T> class received {
public:
    using object = std::remove_reference_t<T>;

    /* What an iterator gives: small things by value, objects to be moved from, references as they are. */
    using reference = std::conditional_t<is_small<T>, T, T &&>;

    gen_value_t *place() noexcept { return &value_; }

    reference get()
    {
        if constexpr (is_small<T>) {
            return from_small<T>(value_);
        } else if constexpr (is_textual<T>) {
            if (value_.kind != GEN_KIND_STR)
                return std::move(from_place<object>(value_));
            made_of_text_.emplace(value_.as.s);
            return std::move(*made_of_text_);
        } else {
            return static_cast<reference>(from_place<object>(value_));
        }
    }

private:
    gen_value_t value_ = GEN_NONE;
    std::conditional_t<is_textual<T>, std::optional<std::remove_cv_t<object>>, nothing> made_of_text_;
};

} // namespace detail
} // namespace gen

#endif
