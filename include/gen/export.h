/**
 * @file gen/export.h
 * What marks a symbol as public, and the hints to the compiler that the headers use.
 */
#ifndef GEN_EXPORT_H
#define GEN_EXPORT_H

#if defined(__GNUC__)
#if !defined(_WIN32)
/** What the library exports. */
#define GEN_API __attribute__((visibility("default")))
/** What it exports that is no function. */
#define GEN_DATA GEN_API
#elif defined(GEN_BUILDING_DLL)
#define GEN_API __declspec(dllexport)
#define GEN_DATA __declspec(dllexport)
#elif defined(                                                                                                         \
    GEN_DLL) /* a program of the DLL: the linker finds its data, whose addresses would be no constants otherwise */
#define GEN_API __declspec(dllimport)
#define GEN_DATA
#else
#define GEN_API
#define GEN_DATA
#endif
/** A function that does not return. */
#define GEN_NORETURN __attribute__((noreturn))
/** The compiler warns where the result is not used. */
#define GEN_CHECKED __attribute__((warn_unused_result))
/** Parameter @p string is printf()'s format of the arguments from parameter @p first on. */
#ifdef __MINGW32__ /* where printf()'s own are Microsoft's */
#define GEN_FORMAT(string, first) __attribute__((format(gnu_printf, string, first)))
#else
#define GEN_FORMAT(string, first) __attribute__((format(printf, string, first)))
#endif
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
