# zs_embed_stdlib(TARGET)  compiles stdlib/*.zs into TARGET as zs::standard_library().
# zs_embed_files(TARGET FOLDER EXTENSION NAMESPACE FUNCTION HEADER)  the same for any folder of texts: a function that
# HEADER declares gives their names and contents.
#
# Also a script: cmake -DFOLDER=… -DEXTENSION=… -DNAMESPACE=… -DFUNCTION=… -DHEADER=… -DOUT=… -P EmbedStdlib.cmake writes the .cpp.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*.${EXTENSION})
  list(SORT files)
  get_filename_component(folder_name ${FOLDER} NAME)
  set(text "// Generated from ${folder_name}/ by cmake/EmbedStdlib.cmake.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n")
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

function(zs_embed_files target folder extension namespace function header)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*.${extension})
  set(out ${CMAKE_BINARY_DIR}/generated/${function}.cpp)
  set(script ${CMAKE_SOURCE_DIR}/cmake/EmbedStdlib.cmake)
  get_filename_component(folder_name ${folder} NAME)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DEXTENSION=${extension} -DNAMESPACE=${namespace} -DFUNCTION=${function} -DHEADER=${header} -DOUT=${out} -P ${script}
    DEPENDS ${files} ${script}
    COMMENT "Embedding ${folder_name}/")
  target_sources(${target} PRIVATE ${out})
endfunction()

function(zs_embed_stdlib target)
  zs_embed_files(${target} ${CMAKE_SOURCE_DIR}/stdlib zs zs standard_library compiler/compile.h)
endfunction()
