# Boost.Context's functions for one processor, which is all that gen needs of Boost, where Boost cannot be had built.
cmake_minimum_required(VERSION 3.21)
project(boost_context LANGUAGES C ASM)
file(GLOB sources libs/context/src/asm/*.S libs/context/src/asm/*.asm)
set_source_files_properties(${sources} PROPERTIES LANGUAGE ASM COMPILE_OPTIONS "-x;assembler-with-cpp")
add_library(boost_context STATIC ${sources})
install(TARGETS boost_context ARCHIVE DESTINATION lib)
