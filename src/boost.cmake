# Boost.Context's three functions in assembler, found and made part of the library, so that nobody who uses it needs Boost.

# The static archive if there is one: it links everywhere. The shared library hides the functions since Boost 1.87.
find_library(GEN_BOOST_CONTEXT NAMES libboost_context.a libboost_context-mt.a boost_context boost_context-mt
    HINTS ENV BOOST_ROOT PATH_SUFFIXES lib stage/lib DOC "libboost_context.a, or a shared one with visible functions")
if(NOT GEN_BOOST_CONTEXT)
    message(FATAL_ERROR "Boost.Context was not found: install libboost-context-dev (Debian, Ubuntu), boost-static "
        "(Fedora) or boost-libs (Arch), or set GEN_BOOST_CONTEXT to its libboost_context.a")
endif()

file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/boost/probe.c
    "void make_fcontext(void); void jump_fcontext(void); void ontop_fcontext(void);\n"
    "typedef void function(void);\n"
    "function *volatile needed[] = {make_fcontext, jump_fcontext, ontop_fcontext};\n"
    "int main(void) { return needed[0] == needed[1]; }\n")
try_compile(GEN_BOOST_CONTEXT_LINKS ${CMAKE_CURRENT_BINARY_DIR}/boost/probe
    ${CMAKE_CURRENT_BINARY_DIR}/boost/probe.c LINK_LIBRARIES ${GEN_BOOST_CONTEXT} OUTPUT_VARIABLE output)
if(NOT GEN_BOOST_CONTEXT_LINKS)
    message(NOTICE "${output}")
    set(tried ${GEN_BOOST_CONTEXT})
    unset(GEN_BOOST_CONTEXT CACHE) # so that what is installed in answer is found
    message(FATAL_ERROR "A program does not link with jump_fcontext of ${tried}. If it is a shared library of "
        "Boost 1.87 or newer, it hides that: install the static archive, libboost_context.a (libboost-context-dev on "
        "Debian and Ubuntu, boost-static on Fedora), or set GEN_BOOST_CONTEXT to it")
endif()
message(STATUS "Boost.Context: ${GEN_BOOST_CONTEXT}")

# Takes the functions out of the archive and gives them names of our own: a program may link another Boost beside us.
function(gen_extract_boost result)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/boost/objects)
    file(REMOVE_RECURSE ${folder})
    file(MAKE_DIRECTORY ${folder})
    execute_process(COMMAND ${CMAKE_AR} x ${GEN_BOOST_CONTEXT} WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
    if(WIN32)
        set(without --remove-section .drectve) # which exports the names that they had
    endif()
    file(GLOB objects ${folder}/make_* ${folder}/jump_* ${folder}/ontop_*)
    foreach(object ${objects})
        execute_process(COMMAND ${CMAKE_OBJCOPY} --redefine-sym make_fcontext=gen_make_fcontext_
            --redefine-sym jump_fcontext=gen_jump_fcontext_ --redefine-sym ontop_fcontext=gen_ontop_fcontext_ ${without}
            ${object}
            COMMAND_ERROR_IS_FATAL ANY)
    endforeach()
    set_source_files_properties(${objects} PROPERTIES EXTERNAL_OBJECT ON)
    set(${result} ${objects} PARENT_SCOPE)
endfunction()

# Gives gen_static and gen_shared the functions.
function(gen_link_boost)
    if(GEN_BOOST_CONTEXT MATCHES "\\.a$")
        gen_extract_boost(objects)
        target_sources(gen_static PRIVATE ${objects})
        target_sources(gen_shared PRIVATE ${objects})
        foreach(kind gen_objects gen_dll_objects)
            if(TARGET ${kind})
                target_compile_definitions(${kind} PRIVATE make_fcontext=gen_make_fcontext_
                    jump_fcontext=gen_jump_fcontext_ ontop_fcontext=gen_ontop_fcontext_)
            endif()
        endforeach()
    else()
        target_link_libraries(gen_static PRIVATE ${GEN_BOOST_CONTEXT})
        target_link_libraries(gen_shared PRIVATE ${GEN_BOOST_CONTEXT})
    endif()
endfunction()
