/**
 * @file gen.hpp
 * Python's generators for C++17: functions as bodies, exceptions, and ranges.
 *
 * @code
 * gen::generator<int> countdown(int n)
 * {
 *     return [n](gen::body<int> &self) {
 *         for (int i = n; i > 0; i--)
 *             self.yield(i);
 *     };
 * }
 *
 * for (int i : countdown(3))
 *     std::cout << i << '\n';
 * @endcode
 *
 * It is gen.h, which it includes, in the words of C++; nothing of it is in the library. Read gen/cpp/generator.hpp for the
 * caller's half, gen/cpp/body.hpp for the body's, gen/cpp/exception.hpp for what is thrown.
 */
#ifndef GEN_HPP
#define GEN_HPP

#if !defined(__cplusplus) || __cplusplus < 201703L
#error "gen.hpp needs C++17; gen.h does with C11 and C++11"
#endif

#include <gen/cpp/body.hpp>
#include <gen/cpp/coroutine.hpp>
#include <gen/cpp/exception.hpp>
#include <gen/cpp/generator.hpp>

#endif
