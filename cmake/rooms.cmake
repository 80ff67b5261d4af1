# A room is a folder of src/: one static library, one namespace, linking only what rooms.txt lists.
#
#   add_room(http LINKS PRIVATE Threads::Threads)
#
# makes the library `moteplass_http` of src/http/*.cpp and, when tests are built, the test program
# `http_test` of src/http/*_test.cpp.

file(STRINGS ${CMAKE_SOURCE_DIR}/rooms.txt room_lines REGEX "^[a-z]+:")
set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS rooms.txt)
foreach(line IN LISTS room_lines)
  string(REGEX REPLACE "^([a-z]+):.*" "\\1" room ${line})
  string(REGEX REPLACE "^[a-z]+: *" "" known ${line})
  separate_arguments(known)
  set(room_${room}_knows ${known})
endforeach()

function(add_room room)
  cmake_parse_arguments(ROOM "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*_test.cpp)
  if(tests)
    list(REMOVE_ITEM sources ${tests})
  endif()
  if(NOT sources)
    return()
  endif()
  add_library(moteplass_${room} STATIC ${sources})
  target_include_directories(moteplass_${room} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_precompile_headers(moteplass_${room} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
  foreach(known IN LISTS room_${room}_knows)
    if(TARGET moteplass_${known})
      target_link_libraries(moteplass_${room} PUBLIC moteplass_${known})
    endif()
  endforeach()
  target_link_libraries(moteplass_${room} ${ROOM_LINKS})
  if(tests AND MOTEPLASS_TESTS)
    add_room_test(${room}_test LINKS moteplass_${room} SOURCES ${tests})
  endif()
endfunction()

# One test program; every test in it becomes one ctest entry through gtest's own discovery at run time.
function(add_room_test name)
  cmake_parse_arguments(TEST "" "" "LINKS;SOURCES" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled_test.h)
  target_compile_definitions(${name} PRIVATE MOTEPLASS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${TEST_LINKS} GTest::gmock GTest::gtest_main ${RAPIDCHECK})
  add_test(NAME ${name} COMMAND ${name})
endfunction()
