#include "report.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

void report_machine(char *cpu, char *kernel, size_t size)
{
    FILE *file = fopen("/proc/cpuinfo", "r");
    struct utsname name;
    char line[256];

    snprintf(cpu, size, "unknown");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "model name", 10) == 0 && strchr(line, ':') != NULL) {
            snprintf(cpu, size, "%s", strchr(line, ':') + 2);
            cpu[strcspn(cpu, "\n")] = '\0';
            break;
        }
    if (file != NULL)
        fclose(file);
    uname(&name);
    snprintf(kernel, size, "%s %s %s", name.sysname, name.release, name.machine);
}

const char *report_growth_title(const char *work)
{
    if (strcmp(work, "delegate") == 0)
        return "ns a step, by depth of yield from";
    if (strcmp(work, "many") == 0)
        return "ns a visit, by number of live generators";
    return "ns a node, by nodes of the tree";
}

/* A figure in nine columns: as many digits as mean something. */
static void print_figure(const struct figure *figure)
{
    if (figure == NULL || (figure->value < 0 && figure->failure[0] == '\0'))
        printf(" %10s", "-");
    else if (figure->value < 0)
        printf(" %10s", "fails");
    else
        printf(" %10.*f", figure->value < 100 ? 1 : 0, figure->value);
}

static void print_heading(const struct roster *roster, const char *first, int width)
{
    printf("\n%-*s", width, first);
    for (int i = 0; i < roster->count; i++)
        if (!roster->players[i].absent)
            printf(" %10s", roster->players[i].name);
    putchar('\n');
}

static void print_figures(const struct comparison *c, const struct roster *roster)
{
    for (int i = 0; i < roster->count; i++)
        if (!roster->players[i].absent)
            print_figure(comparison_figure(c, roster->players[i].name));
    putchar('\n');
}

static void print_targets(const struct report *report)
{
    printf("%-32s %10s %10s %9s %9s  %s\n", "", "gen", "x raw", "compared", "target", "met");
    for (int i = 0; i < report->row_count; i++) {
        const struct outcome *o = &report->rows[i];
        bool bytes = o->row->basis == OF_BYTES;

        printf("%-32s", o->row->title);
        if (o->value < 0) {
            printf(" fails: %s\n", o->failure);
            continue;
        }
        printf(" %8.1f %s", o->value, bytes ? "B " : "ns");
        if (o->ratio_raw > 0)
            printf(" %9.3f", o->ratio_raw);
        else
            printf(" %9s", "");
        if (o->row->basis == OF_NOTHING)
            putchar('\n');
        else
            printf(" %9.*f %9.*f  %s\n", bytes ? 0 : 3, o->compared, bytes ? 0 : 2, o->row->target,
                   o->met ? "yes" : "NO");
    }
}

static void print_failures(const struct comparison *c)
{
    for (int i = 0; i < c->count; i++)
        if (c->figures[i].failure[0] != '\0')
            printf("  %s fails at %s %ld: %s\n", c->figures[i].player->name, c->work, c->scale, c->figures[i].failure);
}

void report_table(const struct report *report, const struct roster *roster)
{
    const char *work = "";

    print_targets(report);
    print_heading(roster, "ns a step, bytes a generator", 32);
    for (int i = 0; i < report->row_count; i++)
        if (strcmp(report->rows[i].row->player, "gen") == 0 && report->rows[i].all.count > 0) {
            printf("%-32s", report->rows[i].row->title);
            print_figures(&report->rows[i].all, roster);
        }
    for (int i = 0; i < report->growth_count; i++) {
        const struct comparison *c = &report->growth[i];

        if (strcmp(c->work, work) != 0)
            print_heading(roster, report_growth_title(c->work), 42);
        work = c->work;
        printf("%-42ld", c->scale);
        print_figures(c, roster);
    }
    putchar('\n');
    for (int i = 0; i < roster->count; i++)
        if (roster->players[i].absent)
            printf("  %s is absent\n", roster->players[i].name);
    for (int i = 0; i < report->row_count; i++)
        print_failures(&report->rows[i].all);
    for (int i = 0; i < report->growth_count; i++)
        print_failures(&report->growth[i]);
}
