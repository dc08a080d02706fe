# zs_embed_files(TARGET FOLDER folder FILES pattern... HEADER header NAMESPACE ns FUNCTION name)
# compiles the files of a folder (searched to any depth) into TARGET as ns::name(), the pairs of path and text that HEADER declares.
#
# Also a script: cmake -DFOLDER=… -DFILES=… -DHEADER=… -DNAMESPACE=… -DFUNCTION=… -DOUT=… -P EmbedFiles.cmake writes the .cpp.
if(CMAKE_SCRIPT_MODE_FILE)
  string(REPLACE "," ";" patterns "${FILES}")
  list(TRANSFORM patterns PREPEND ${FOLDER}/)
  file(GLOB_RECURSE files RELATIVE ${FOLDER} ${patterns})
  list(SORT files)
  get_filename_component(from ${FOLDER} NAME)
  set(text "// Generated from ${from}/ by cmake/EmbedFiles.cmake.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n")
  string(APPEND text "const std::vector<std::pair<std::string, std::string>>& ${FUNCTION}() {\n")
  string(APPEND text "  static const std::vector<std::pair<std::string, std::string>> files{\n")
  foreach(file ${files})
    file(READ ${FOLDER}/${file} hex HEX)
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
  string(APPEND text "  };\n  return files;\n}\n\n}  // namespace ${NAMESPACE}\n")
  file(WRITE ${OUT} "${text}")
  return()
endif()

function(zs_embed_files target)
  cmake_parse_arguments(E "" "FOLDER;HEADER;NAMESPACE;FUNCTION" "FILES" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/${E_FOLDER})
  set(patterns ${E_FILES})
  list(TRANSFORM patterns PREPEND ${folder}/)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${patterns})
  list(JOIN E_FILES "," patterns)
  set(out ${CMAKE_BINARY_DIR}/generated/${E_FUNCTION}.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} "-DFILES=${patterns}" -DHEADER=${E_HEADER} -DNAMESPACE=${E_NAMESPACE}
      -DFUNCTION=${E_FUNCTION} -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    COMMENT "Embedding ${E_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
