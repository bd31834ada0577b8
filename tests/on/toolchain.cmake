# Debian's cross compiler for one of tests/on/targets, with the libraries for it that are in GEN_ON_FOLDER, and QEMU to run the
# tests.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES GEN_ON_FOLDER GEN_ON_TRIPLET GEN_ON_PROCESSOR GEN_ON_EMULATOR)
if(GEN_ON_TRIPLET MATCHES mingw32)
    set(CMAKE_SYSTEM_NAME Windows)
    set(threads -posix) # of the two kinds that Debian has
    set(CMAKE_RC_COMPILER ${GEN_ON_TRIPLET}-windres)
    set(CMAKE_EXE_LINKER_FLAGS_INIT -static) # or each program needs the compiler's libraries beside it
else()
    set(CMAKE_SYSTEM_NAME Linux)
endif()
set(CMAKE_SYSTEM_PROCESSOR ${GEN_ON_PROCESSOR})
set(CMAKE_C_COMPILER ${GEN_ON_TRIPLET}-gcc${threads})
set(CMAKE_CXX_COMPILER ${GEN_ON_TRIPLET}-g++${threads})
string(REPLACE i686 i386 CMAKE_LIBRARY_ARCHITECTURE ${GEN_ON_TRIPLET})
set(CMAKE_FIND_ROOT_PATH ${GEN_ON_FOLDER}/root /usr/${GEN_ON_TRIPLET})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(kind LIBRARY INCLUDE PACKAGE)
    set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
# It finds the C library where the others are, or else beside the compiler's.
if(GEN_ON_EMULATOR MATCHES wine)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${GEN_ON_EMULATOR})
elseif(EXISTS ${GEN_ON_FOLDER}/root/lib)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${GEN_ON_EMULATOR} -L ${GEN_ON_FOLDER}/root)
else()
    set(CMAKE_CROSSCOMPILING_EMULATOR ${GEN_ON_EMULATOR} -L /usr/${GEN_ON_TRIPLET})
endif()
