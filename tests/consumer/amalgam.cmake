# The core in two files, as ./run amalgamate makes them: what is compiled of them behaves as the library does.
find_package(Python3 QUIET COMPONENTS Interpreter)
if(CMAKE_C_FLAGS MATCHES "sanitize|coverage")
    return() # there it says nothing that the library does not say
endif()
if(NOT Python3_FOUND)
    message(NOTICE "Python was not found: the core in two files is not tested (Debian: python3)")
    return()
endif()
set(folder ${CMAKE_CURRENT_BINARY_DIR}/amalgam)
file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.[ch] ${PROJECT_SOURCE_DIR}/include/*.h)
add_custom_command(OUTPUT ${folder}/gen.c ${folder}/gen.h
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/src/amalgamate ${folder}
    DEPENDS ${PROJECT_SOURCE_DIR}/src/amalgamate ${PROJECT_SOURCE_DIR}/LICENSE ${sources})

add_library(gen_amalgam STATIC ${folder}/gen.c)
target_include_directories(gen_amalgam PUBLIC ${folder})
target_compile_definitions(gen_amalgam PRIVATE $<$<BOOL:${GEN_DEBUG}>:GEN_DEBUG>
    PUBLIC $<$<STREQUAL:${GEN_SWITCH},fcontext>:GEN_SWITCH_FCONTEXT>)
target_link_libraries(gen_amalgam PUBLIC Threads::Threads)
set(libraries "")
if(GEN_SWITCH STREQUAL fcontext OR WIN32 OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|aarch64)$")
    set(libraries ${GEN_BOOST_CONTEXT})
endif()
target_link_libraries(gen_amalgam PUBLIC ${libraries})

# It runs the corpus, by the objects of gen-gp, to which it is the library.
add_executable(gen-gp-amalgam $<TARGET_OBJECTS:gen-gp>)
set_target_properties(gen-gp-amalgam PROPERTIES LINKER_LANGUAGE C)
target_link_libraries(gen-gp-amalgam PRIVATE gen_amalgam)
foreach(option "" --stackless)
    string(REPLACE -- _ suffix "${option}")
    add_test(NAME consumer_amalgam_corpus${suffix} COMMAND ${CMAKE_COMMAND}
        "-DEXECUTOR=${CMAKE_CROSSCOMPILING_EMULATOR};$<TARGET_FILE:gen-gp-amalgam>;${option}"
        -DCORPUS=${PROJECT_SOURCE_DIR}/tests/conformance/corpus -P ${PROJECT_SOURCE_DIR}/tests/conformance/compare.cmake)
endforeach()

if(CMAKE_CROSSCOMPILING)
    return()
endif()
set(cxx "")
if(CMAKE_CXX_COMPILER)
    set(cxx "${CMAKE_CXX_COMPILER} ${CMAKE_CXX_FLAGS}")
endif()
add_test(NAME consumer_amalgam COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/amalgam.sh ${PROJECT_SOURCE_DIR}
    "${CMAKE_C_COMPILER} ${CMAKE_C_FLAGS} ${GEN_SWITCH_FLAG}" "${cxx} ${GEN_SWITCH_FLAG}" "${libraries}")

# The tarball of the tree, which has the two files.
add_test(NAME consumer_dist COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/dist.sh ${PROJECT_SOURCE_DIR})
