/* The scenarios: `scenarios NAME` prints the trace of one. */
#include "scenario.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        gen_body_t *body;
    } scenarios[] = {
#define ROW(name) {#name, scenario_##name},
        SCENARIOS(ROW)
#undef ROW
    };

    for (size_t i = 0; argc == 2 && i < COUNT(scenarios); i++)
        if (strcmp(scenarios[i].name, argv[1]) == 0)
            return run_scenario(call(scenarios[i].body), NULL);
    fprintf(stderr, "usage: scenarios NAME\n");
    return 2;
}
