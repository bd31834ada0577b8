# Debian's cross compiler for one of tests/on/targets, with the libraries for it that are in GEN_ON_FOLDER, and QEMU to run the
# tests.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES GEN_ON_FOLDER GEN_ON_TRIPLET GEN_ON_PROCESSOR GEN_ON_EMULATOR)
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${GEN_ON_PROCESSOR})
set(CMAKE_C_COMPILER ${GEN_ON_TRIPLET}-gcc)
set(CMAKE_CXX_COMPILER ${GEN_ON_TRIPLET}-g++)
string(REPLACE i686 i386 CMAKE_LIBRARY_ARCHITECTURE ${GEN_ON_TRIPLET})
set(CMAKE_FIND_ROOT_PATH ${GEN_ON_FOLDER}/root /usr/${GEN_ON_TRIPLET})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(kind LIBRARY INCLUDE PACKAGE)
    set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
# It finds the C library where the others are, or else beside the compiler's.
if(EXISTS ${GEN_ON_FOLDER}/root/lib)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${GEN_ON_EMULATOR} -L ${GEN_ON_FOLDER}/root)
else()
    set(CMAKE_CROSSCOMPILING_EMULATOR ${GEN_ON_EMULATOR} -L /usr/${GEN_ON_TRIPLET})
endif()
