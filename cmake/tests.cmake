# tests/ mirrors src/: every *_test.c is one program of cmocka tests.
find_library(CMOCKA cmocka REQUIRED)
add_library(test_register STATIC tests/register.c tests/intake/reference.c)
target_include_directories(test_register PUBLIC tests)
target_link_libraries(test_register PUBLIC kartotek_core ${CMOCKA} PRIVATE warnings)
file(GLOB_RECURSE TESTS CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/tests tests/*_test.c)
foreach(file ${TESTS})
    string(REGEX REPLACE "[/.]" "_" name ${file})
    string(REPLACE "_test_c" "" name ${name})
    add_executable(test_${name} tests/${file})
    target_link_libraries(test_${name} PRIVATE test_register warnings)
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 240) # with TSan, beside others
endforeach()

# Every fuzzer's function runs over its seeds.
file(GLOB REPLAYED CONFIGURE_DEPENDS fuzz/*_fuzz.c)
foreach(file ${REPLAYED})
    get_filename_component(fuzzer ${file} NAME_WE)
    string(REPLACE "_fuzz" "" name ${fuzzer})
    add_executable(replay_${name} ${file} fuzz/replay.c)
    target_link_libraries(replay_${name} PRIVATE kartotek_core)
    add_test(NAME replay_${name} COMMAND replay_${name} ${CMAKE_SOURCE_DIR}/fuzz/corpus/${name})
    set_tests_properties(replay_${name} PROPERTIES LABELS unit TIMEOUT 120)
endforeach()

add_test(NAME layers COMMAND ${CMAKE_SOURCE_DIR}/tools/check_layers)

# tests/stories: one script per story against the real program.
file(GLOB STORIES CONFIGURE_DEPENDS tests/stories/*.sh)
foreach(file ${STORIES})
    get_filename_component(name ${file} NAME_WE)
    add_test(NAME story_${name} COMMAND ${file} $<TARGET_FILE:kartotek>
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(story_${name} PROPERTIES LABELS story TIMEOUT 300)
endforeach()
