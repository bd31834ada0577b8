# Doxygen's own header with the scripts of Doxygen Awesome: a switch for dark, buttons that copy, a table of contents.
set(head "")
set(GEN_DOCS_SCRIPTS "")
foreach(script darkmode-toggle:DarkModeToggle fragment-copy-button:FragmentCopyButton interactive-toc:InteractiveToc
        paragraph-link:ParagraphLink)
    string(REGEX MATCH "^(.*):(.*)$" script "${script}")
    set(name doxygen-awesome-${CMAKE_MATCH_1}.js)
    set(class DoxygenAwesome${CMAKE_MATCH_2})
    if(EXISTS ${GEN_DOXYGEN_AWESOME}/${name})
        string(APPEND GEN_DOCS_SCRIPTS " ${GEN_DOXYGEN_AWESOME}/${name}")
        string(APPEND head "<script type=\"text/javascript\" src=\"$relpath^${name}\"></script>\n"
            "<script type=\"text/javascript\">${class}.init()</script>\n")
    endif()
endforeach()
set(toggle ${GEN_DOXYGEN_AWESOME}/doxygen-awesome-sidebar-only-darkmode-toggle.css)
if(EXISTS ${toggle})
    string(APPEND GEN_DOCS_STYLE " ${toggle}")
endif()
set(GEN_DOCS_HEADER ${CMAKE_CURRENT_BINARY_DIR}/header.html)
execute_process(COMMAND ${DOXYGEN_EXECUTABLE} -w html header.html footer.html header.css
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(READ ${GEN_DOCS_HEADER} header)
string(REPLACE "</head>" "${head}</head>" header "${header}")
file(WRITE ${GEN_DOCS_HEADER} "${header}")
