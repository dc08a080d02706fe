# FindDuckDB: imported target DuckDB::DuckDB. A system-wide DuckDB is preferred to the one that
# scripts/fetch-duckdb puts under .deps/duckdb.
find_path(DuckDB_INCLUDE_DIR duckdb.h)
find_library(DuckDB_LIBRARY NAMES duckdb)
if(NOT DuckDB_INCLUDE_DIR OR NOT DuckDB_LIBRARY)
  unset(DuckDB_INCLUDE_DIR CACHE)
  unset(DuckDB_LIBRARY CACHE)
  set(DuckDB_ROOT_LOCAL ${CMAKE_SOURCE_DIR}/.deps/duckdb)
  find_path(DuckDB_INCLUDE_DIR duckdb.h PATHS ${DuckDB_ROOT_LOCAL}/include NO_DEFAULT_PATH)
  find_library(DuckDB_LIBRARY NAMES duckdb PATHS ${DuckDB_ROOT_LOCAL}/lib NO_DEFAULT_PATH)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run scripts/fetch-duckdb, or install libduckdb.so and duckdb.h")
if(DuckDB_FOUND AND NOT TARGET DuckDB::DuckDB)
  add_library(DuckDB::DuckDB SHARED IMPORTED)
  set_target_properties(DuckDB::DuckDB PROPERTIES
    IMPORTED_LOCATION ${DuckDB_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${DuckDB_INCLUDE_DIR})
endif()
mark_as_advanced(DuckDB_INCLUDE_DIR DuckDB_LIBRARY)
