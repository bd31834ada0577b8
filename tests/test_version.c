/* The version: one number, wherever it is asked for. */
#include "record.h"

#if !GEN_VERSION_AT_LEAST(0, 1, 0)
#error "the headers are older than the first version"
#endif
#if GEN_VERSION_AT_LEAST(1000, 0, 0)
#error "the headers are newer than any version"
#endif

/* Check that the library that runs is the one of the headers, and the one that CMake knows. */
static void test_the_version_is_one(void **state)
{
    char text[64];

    (void)state;
    snprintf(text, sizeof text, "%d.%d.%d", GEN_VERSION_MAJOR, GEN_VERSION_MINOR, GEN_VERSION_PATCH);
    assert_string_equal(gen_version(), text);
    assert_string_equal(gen_version(), TEST_PROJECT_VERSION);
}

/* Check that a version is at least itself and those before it, and none behind it, whichever number differs. */
static void test_versions_are_compared(void **state)
{
    enum { MAJOR = GEN_VERSION_MAJOR, MINOR = GEN_VERSION_MINOR, PATCH = GEN_VERSION_PATCH };

    (void)state;
    assert_true(GEN_VERSION_AT_LEAST(MAJOR, MINOR, PATCH));
    assert_true(GEN_VERSION_AT_LEAST(MAJOR, MINOR, PATCH - 1));
    assert_true(GEN_VERSION_AT_LEAST(MAJOR, MINOR - 1, PATCH + 1));
    assert_true(GEN_VERSION_AT_LEAST(MAJOR - 1, MINOR + 1, PATCH + 1));
    assert_false(GEN_VERSION_AT_LEAST(MAJOR, MINOR, PATCH + 1));
    assert_false(GEN_VERSION_AT_LEAST(MAJOR, MINOR + 1, PATCH - 1));
    assert_false(GEN_VERSION_AT_LEAST(MAJOR + 1, MINOR - 1, PATCH - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_version_is_one),
        TEST(test_versions_are_compared),
    };

    return cmocka_run_group_tests_name("version", tests, NULL, NULL);
}
