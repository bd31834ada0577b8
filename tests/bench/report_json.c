#include "report.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void print_string(const char *s)
{
    putchar('"');
    for (; *s != '\0'; s++) {
        if (*s == '"' || *s == '\\')
            putchar('\\');
        putchar((unsigned char)*s < ' ' ? ' ' : *s);
    }
    putchar('"');
}

static void print_member(const char *name, const char *value)
{
    print_string(name);
    fputs(": ", stdout);
    print_string(value);
}

static void print_number(const char *name, double value)
{
    if (value < 0)
        printf("\"%s\": null", name);
    else
        printf("\"%s\": %.3f", name, value);
}

static void print_machine(const struct roster *roster)
{
    char cpu[128], kernel[256], date[32];
    time_t now = time(NULL);

    report_machine(cpu, kernel, sizeof cpu);
    strftime(date, sizeof date, "%Y-%m-%d", gmtime(&now));
    fputs("{", stdout);
    print_member("cpu", cpu);
    fputs(", ", stdout);
    print_member("kernel", kernel);
    fputs(", ", stdout);
    print_member("compiler", BENCH_COMPILER);
    fputs(", ", stdout);
    print_member("date", date);
    fputs("},\n\"players\": {", stdout);
    for (int i = 0; i < roster->count; i++) {
        const struct player *player = &roster->players[i];

        printf(i == 0 ? "" : ", ");
        if (player->absent)
            printf("\"%s\": null", player->name);
        else
            print_member(player->name, player->version);
    }
    fputs("},\n", stdout);
}

static void print_figures(const struct comparison *c, const char *except)
{
    const char *comma = "";

    fputs("\"peers\": {", stdout);
    for (int i = 0; i < c->count; i++)
        if (strcmp(c->figures[i].player->name, except) != 0) {
            fputs(comma, stdout);
            print_number(c->figures[i].player->name, c->figures[i].value);
            comma = ", ";
        }
    fputs("}, \"failed\": {", stdout);
    comma = "";
    for (int i = 0; i < c->count; i++)
        if (c->figures[i].failure[0] != '\0') {
            fputs(comma, stdout);
            print_member(c->figures[i].player->name, c->figures[i].failure);
            comma = ", ";
        }
    fputs("}", stdout);
}

static const char *basis_name(const struct row *row)
{
    static const char *const names[] = {"raw", "", "uncoloured", "", "bytes", "nothing"};

    return row->basis == OF_ROW || row->basis == OF_PEER ? row->other : names[row->basis];
}

static void print_row(const struct outcome *o)
{
    bool bytes = o->row->basis == OF_BYTES;

    fputs("{", stdout);
    print_member("name", o->row->name);
    fputs(", ", stdout);
    print_member("title", o->row->title);
    fputs(", ", stdout);
    print_number(bytes ? "bytes" : "ns", o->value);
    fputs(", ", stdout);
    print_number("ratio_raw", o->ratio_raw);
    fputs(", ", stdout);
    print_number("raw_ns", o->all.raw);
    if (o->row->basis != OF_NOTHING) {
        fputs(", ", stdout);
        print_member("of", basis_name(o->row));
        fputs(", ", stdout);
        print_number("compared", o->compared);
        fputs(", ", stdout);
        print_number("target", o->row->target);
        printf(", \"met\": %s", o->met ? "true" : "false");
    }
    fputs(",\n  ", stdout);
    print_figures(&o->all, o->row->player);
    fputs("}", stdout);
}

void report_json(const struct report *report, const struct roster *roster)
{
    fputs("{\"machine\": ", stdout);
    print_machine(roster);
    fputs("\"rows\": [\n", stdout);
    for (int i = 0; i < report->row_count; i++) {
        print_row(&report->rows[i]);
        puts(i + 1 < report->row_count ? "," : "");
    }
    fputs("],\n\"growth\": [\n", stdout);
    for (int i = 0; i < report->growth_count; i++) {
        const struct comparison *c = &report->growth[i];

        printf("{\"work\": \"%s\", \"scale\": %ld, ", c->work, c->scale);
        print_number("raw_ns", c->raw);
        fputs(", ", stdout);
        print_figures(c, "");
        puts(i + 1 < report->growth_count ? "}," : "}");
    }
    puts("]}");
}
