/* A plugin with a copy of the library inside is closed while threads and handlers still know it. PLUGIN is its path. */
#define _GNU_SOURCE
#include "../death.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void *load(const char *path, int (**use)(void))
{
    void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (plugin == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        abort();
    }
    *(void **)(void *)use = dlsym(plugin, "use_generators");
    return plugin;
}

static void *use_and_close(void *answer)
{
    int (*use)(void);
    void *plugin = load(PLUGIN, &use);

    *(int *)answer = use();
    dlclose(plugin);
    return NULL;
}

static void end_a_thread(void *arg)
{
    pthread_t thread;
    int answer = 0;

    (void)arg;
    if (pthread_create(&thread, NULL, use_and_close, &answer) == 0)
        pthread_join(thread, NULL);
    fprintf(stderr, "ended: %d", answer);
    abort();
}

/* Check that a thread which has used such a plugin ends after it was closed. */
static void test_thread_end(void **state)
{
    (void)state;
    assert_death(end_a_thread, NULL, "ended: 42");
}

static void handle(int number)
{
    fprintf(stderr, "signal %d", number);
    abort();
}

static void be_signalled(void *arg)
{
    int answer;

    (void)arg;
    signal(SIGSEGV, handle);
    use_and_close(&answer);
    raise(SIGSEGV);
}

/* Check that a signal after that arrives at the handler which the program has of its own. */
static void test_handler(void **state)
{
    char words[40];

    (void)state;
    snprintf(words, sizeof words, "signal %d", SIGSEGV);
    assert_death(be_signalled, NULL, words);
}

static void open_often(void *arg)
{
    int answer = 0, right = 0;

    (void)arg;
    for (int i = 0; i < 100; i++) {
        use_and_close(&answer);
        right += answer == 42;
    }
    fprintf(stderr, "right: %d", right);
    abort();
}

/* Check that it may be opened and closed as often as one likes. */
static void test_again(void **state)
{
    (void)state;
    assert_death(open_often, NULL, "right: 100");
}

/* Another file with the same contents. */
static void copy(const char *from, const char *to)
{
    char bytes[4096];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t n;

    if (in == NULL || out == NULL)
        abort();
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
        fwrite(bytes, 1, n, out);
    fclose(in);
    fclose(out);
}

static void open_copies(void *arg)
{
    int right = 0;

    for (int i = 0; i < *(int *)arg; i++) {
        int (*use)(void);
        char path[sizeof PLUGIN + 20];

        snprintf(path, sizeof path, "%s.%d", PLUGIN, i);
        copy(PLUGIN, path);
        load(path, &use);
        remove(path);
        right += use() == 42;
    }
    fprintf(stderr, "right: %d", right);
    abort();
}

/* Check that a process may have many plugins, each with a copy of its own. */
static void test_copies(void **state)
{
    int copies = 8;

    (void)state;
    assert_death(open_copies, &copies, "right: 8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread_end),
        cmocka_unit_test(test_handler),
        cmocka_unit_test(test_again),
        cmocka_unit_test(test_copies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
