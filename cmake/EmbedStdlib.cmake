# zs_embed_stdlib(TARGET)  compiles stdlib/*.zs into TARGET as zs::standard_library().
#
# Also a script: cmake -DSTDLIB=… -DOUT=… -P EmbedStdlib.cmake writes the .cpp.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB_RECURSE files RELATIVE ${STDLIB} ${STDLIB}/*.zs)
  list(SORT files)
  set(text "// Generated from stdlib/ by cmake/EmbedStdlib.cmake.\n#include \"compiler/compile.h\"\n\nnamespace zs {\n\n")
  string(APPEND text "const std::vector<std::pair<std::string, std::string>>& standard_library() {\n")
  string(APPEND text "  static const std::vector<std::pair<std::string, std::string>> files{\n")
  foreach(file ${files})
    file(READ ${STDLIB}/${file} hex HEX)
    # Pieces of 4,000 bytes: compilers bound the length of one literal. A break never falls into an escape.
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
    string(LENGTH "${bytes}" length)
    string(APPEND text "      {\"${file}\", std::string(\n")
    set(at 0)
    while(at LESS length)
      string(SUBSTRING "${bytes}" ${at} 16000 piece)
      string(APPEND text "          \"${piece}\"\n")
      math(EXPR at "${at} + 16000")
    endwhile()
    math(EXPR size "${length} / 4")
    string(APPEND text "          \"\", ${size})},\n")
  endforeach()
  string(APPEND text "  };\n  return files;\n}\n\n}  // namespace zs\n")
  file(WRITE ${OUT} "${text}")
  return()
endif()

function(zs_embed_stdlib target)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/stdlib/*.zs)
  set(out ${CMAKE_BINARY_DIR}/generated/standard_library.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DSTDLIB=${CMAKE_SOURCE_DIR}/stdlib -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/EmbedStdlib.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/EmbedStdlib.cmake
    COMMENT "Embedding the standard library")
  target_sources(${target} PRIVATE ${out})
endfunction()
