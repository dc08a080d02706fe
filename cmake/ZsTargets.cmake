# zs_room(NAME [SMALL] DIRS dir... LINK lib...)  a static library zs_NAME of every *.cpp under the given folders of this room.
# SMALL: many small files that include the same; several are compiled at a time, so their anonymous namespaces share names.
function(zs_room name)
  cmake_parse_arguments(R "SMALL" "" "DIRS;LINK" ${ARGN})
  set(files)
  foreach(dir ${R_DIRS})
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${dir}/*.cpp)
    list(APPEND files ${found})
  endforeach()
  if(NOT files)
    add_library(zs_${name} INTERFACE)
    target_include_directories(zs_${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(zs_${name} INTERFACE ${R_LINK})
    return()
  endif()
  add_library(zs_${name} STATIC ${files})
  target_include_directories(zs_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  # The last three say false things about std::string and boost::container::small_vector in g++ 12.
  target_compile_options(zs_${name} PRIVATE -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overread;-Wno-stringop-overflow>)
  target_link_libraries(zs_${name} PUBLIC ${R_LINK})
  if(R_SMALL)
    set_target_properties(zs_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 14)
  endif()
endfunction()

# zs_test(NAME LINK lib...)  one test program zs_test_NAME of every *.cpp beside the CMakeLists.txt.
function(zs_test name)
  cmake_parse_arguments(R "" "" "LINK" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT files)
    return()
  endif()
  add_executable(zs_test_${name} ${files})
  target_compile_definitions(zs_test_${name} PRIVATE ZS_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ZS_BUILD_DIR="${CMAKE_BINARY_DIR}")
  target_include_directories(zs_test_${name} PRIVATE ${CMAKE_SOURCE_DIR})
  # Test code is compiled once and run once: compiling it is what takes long.
  target_compile_options(zs_test_${name} PRIVATE -O1 -pthread $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-stringop-overread>)
  # The headers are reused only by programs that are compiled with the same flags: -pthread is given to all.
  target_precompile_headers(zs_test_${name} REUSE_FROM zs_test_headers)
  target_link_libraries(zs_test_${name} PRIVATE ${R_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND zs_test_${name})
endfunction()
