/* Generators that a program never frees are counted at its end, where that is asked for. */
#include "victim.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child writes to stderr that loses so many generators, and frees another. */
static const char *last_said(int lost)
{
    static char text[256];
    ssize_t size;
    int ends[2];
    pid_t pid;

    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        gen_free(new_one(0));
        while (lost-- > 0)
            gen_next(new_one(0), NULL);
        exit(0);
    }
    close(ends[1]);
    size = read(ends[0], text, sizeof text - 1);
    close(ends[0]);
    text[size > 0 ? size : 0] = '\0';
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    return text;
}

/* Check that their number is told where the variable is set, and only there. */
static void test_count(void **state)
{
    (void)state;
    unsetenv("GEN_REPORT_LOST");
    assert_string_equal(last_said(2), "");
    setenv("GEN_REPORT_LOST", "1", 1);
    assert_string_equal(last_said(0), "");
    assert_string_equal(last_said(1), "gen: 1 generator was never freed\n");
    assert_string_equal(last_said(2), "gen: 2 generators were never freed\n");
    unsetenv("GEN_REPORT_LOST");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_count),
    };

    return cmocka_run_group_tests_name("lost", tests, NULL, NULL);
}
