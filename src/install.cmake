# What `cmake --install` puts where: headers, libraries, the CMake package and the pkg-config files.

include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/gen)
file(RELATIVE_PATH GEN_PC_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)

if(GEN_SWITCH STREQUAL fcontext)
    set(GEN_PC_CFLAGS " -DGEN_SWITCH_FCONTEXT")
endif()

set(targets gen_static gen_shared gen_itertools_static gen_itertools_shared)
set(pc_files gen.pc gen-itertools.pc)
if(TARGET gen_async)
    list(APPEND targets gen_async_static gen_async_shared)
    list(APPEND pc_files gen-async.pc)
else()
    set(without_async PATTERN async* EXCLUDE)
endif()

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} ${without_async})
install(TARGETS ${targets} EXPORT gen)
install(EXPORT gen NAMESPACE gen:: FILE genTargets.cmake DESTINATION ${package})

configure_package_config_file(genConfig.cmake.in genConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(genConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/genConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/genConfigVersion.cmake
    DESTINATION ${package})
foreach(pc ${pc_files})
    configure_file(${pc}.in ${pc} @ONLY)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${pc} DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()

# gdb's commands for generators: beside the library's path for gdb to load by itself, and once to be sourced.
install(FILES tools/gen-gdb.py DESTINATION ${CMAKE_INSTALL_DATADIR}/gen)
install(CODE "
    cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_PREFIX NORMALIZE OUTPUT_VARIABLE prefix)
    cmake_path(APPEND prefix \"${CMAKE_INSTALL_LIBDIR}\" OUTPUT_VARIABLE folder) # whatever prefix it is installed with
    file(INSTALL \"${CMAKE_CURRENT_SOURCE_DIR}/tools/gen-gdb.py\" TYPE FILE RENAME libgen.so.${PROJECT_VERSION}-gdb.py
        DESTINATION \"\${prefix}/${CMAKE_INSTALL_DATADIR}/gdb/auto-load\${folder}\")")
