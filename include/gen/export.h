/**
 * @file gen/export.h
 * What marks a symbol as public, and the hints to the compiler that the headers use.
 */
#ifndef GEN_EXPORT_H
#define GEN_EXPORT_H

#if defined(__GNUC__)
/** What the library exports. */
#define GEN_API __attribute__((visibility("default")))
/** A function that does not return. */
#define GEN_NORETURN __attribute__((noreturn))
/** The compiler warns where the result is not used. */
#define GEN_CHECKED __attribute__((warn_unused_result))
/** Parameter @p string is printf()'s format of the arguments from parameter @p first on. */
#define GEN_FORMAT(string, first) __attribute__((format(printf, string, first)))
/** A function that is called by its address in the table of addresses, not through a stub of the linker's. */
#if defined(__has_attribute)
#if __has_attribute(noplt)
#define GEN_NOPLT __attribute__((noplt))
#endif
#endif
#ifndef GEN_NOPLT
#define GEN_NOPLT
#endif
/** @p condition, which is hardly ever true. */
#define GEN_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#else
#error "gen needs a compiler that speaks GNU C: gcc or clang"
#endif

#endif
