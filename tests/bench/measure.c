#include "measure_apart.h"

#include "field.h"

#include <string.h>

bool wish_has(const struct wish *wish, const char *name)
{
    for (int i = 0; i < wish->name_count; i++)
        if (strcmp(wish->names[i], name) == 0)
            return true;
    return wish->name_count == 0;
}

static bool first_of_its_work(const struct row *row)
{
    for (const struct row *r = bench_rows; r < row; r++)
        if (r->group == row->group && strcmp(r->work, row->work) == 0 && r->scale == row->scale)
            return false;
    return true;
}

static bool group_wanted(const struct wish *wish, int group)
{
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == group && wish_has(wish, row->name))
            return true;
    return false;
}

static void measure_group(struct report *report, const struct roster *roster, const struct wish *wish, int group)
{
    struct field *field = field_new(roster);
    const char *title = "";

    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == group && first_of_its_work(row)) {
            title = title[0] == '\0' ? row->title : title;
            field_add_all(field, roster, row->work, row->scale);
        }
    entrants_sample(field->entrants, field->count, &wish->plan, title);
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == group) {
            struct outcome *outcome = outcome_begin(report, row);

            field_compare(field, row->work, row->scale, &outcome->all);
            outcome_judge(report, outcome);
        }
    field_free(field);
}

/* By how much a group's raw round trip may exceed the run's quickest: more, and something else than the contenders was
 * busy meanwhile. And how often such a group is measured again. */
#define DISTURBED 1.05
enum { AGAIN = 3 };

static double quickest_raw(const struct report *report)
{
    double quickest = 0;

    for (int i = 0; i < report->row_count; i++)
        if (report->rows[i].all.raw > 0 && (quickest <= 0 || report->rows[i].all.raw < quickest))
            quickest = report->rows[i].all.raw;
    return quickest;
}

static bool was_disturbed(const struct report *report, int group)
{
    for (int i = 0; i < report->row_count; i++)
        if (report->rows[i].row->group == group)
            return report->rows[i].all.raw > DISTURBED * quickest_raw(report);
    return false;
}

static void measure_groups(struct report *report, const struct roster *roster, const struct wish *wish)
{
    for (int group = 0; group < GROUPS; group++)
        if (group_wanted(wish, group))
            measure_group(report, roster, wish, group);
    for (int i = 0; i < AGAIN; i++)
        for (int group = 0; group < GROUPS; group++)
            if (was_disturbed(report, group))
                measure_group(report, roster, wish, group);
}

static void grow(struct report *report, const struct roster *roster, const struct wish *wish, const char *work,
                 const long *scales, int count)
{
    struct field *field = field_new(roster);
    char title[128];

    snprintf(title, sizeof title, "growth of %s", work);
    for (int i = 0; i < count; i++)
        field_add_all(field, roster, work, scales[i]);
    entrants_sample(field->entrants, field->count, &wish->plan, title);
    for (int i = 0; i < count; i++)
        field_compare(field, work, scales[i], growth_begin(report, work, scales[i]));
    field_free(field);
}

static void measure_growth(struct report *report, const struct roster *roster, const struct wish *wish)
{
    struct wish brief = *wish;

    static const long depths[] = {1, 3, 10, 30, 100, 300, 1000};
    static const long sizes[] = {15, 255, 4095, 65535};
    static const long lives[] = {10, 100, 1000, 10000, 100000};

    brief.plan.rounds = wish->plan.rounds / 4 + 1;
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++)
        grow(report, roster, &brief, "delegate", &depths[i], 1);
    grow(report, roster, &brief, "tree_yield_from", sizes, (int)(sizeof sizes / sizeof *sizes));
    for (size_t i = 0; i < sizeof lives / sizeof *lives; i++)
        grow(report, roster, &brief, "many", &lives[i], 1);
}

void measure(struct report *report, const struct roster *roster, const struct wish *wish)
{
    memset(report, 0, sizeof *report);
    measure_groups(report, roster, wish);
    if (wish->name_count == 0)
        measure_growth(report, roster, wish);
    measure_apart(report, roster, wish);
}
