#include "field.h"

#include <stdlib.h>
#include <string.h>

struct entrant *field_add(struct field *field, const struct player *player, const char *work, long scale)
{
    struct entrant *e = &field->entrants[field->count++];

    entrant_open(e, player, work, scale);
    return e;
}

struct field *field_new(const struct roster *roster)
{
    struct field *field = calloc(1, sizeof *field);

    if (field == NULL)
        abort();
    field_add(field, roster_find(roster, "raw"), "next", 0);
    return field;
}

void field_add_all(struct field *field, const struct roster *roster, const char *work, long scale)
{
    for (int i = 0; i < roster->count && field->count < FIELD_MAX; i++) {
        const struct player *player = &roster->players[i];
        bool is_baseline = strcmp(player->name, "raw") == 0 && strcmp(work, "next") == 0;

        if (player_has(player, work) && !is_baseline)
            field_add(field, player, work, scale);
    }
}

void field_compare(const struct field *field, const char *work, long scale, struct comparison *c)
{
    memset(c, 0, sizeof *c);
    c->work = work;
    c->scale = scale;
    c->raw = entrant_median(&field->entrants[0]);
    for (int i = 0; i < field->count; i++) {
        const struct entrant *e = &field->entrants[i];

        if (strcmp(e->work, work) == 0 && e->scale == scale)
            comparison_add(c, e, entrant_median(e), &field->entrants[0]);
    }
}

void field_free(struct field *field)
{
    for (int i = 0; i < field->count; i++)
        entrant_close(&field->entrants[i]);
    free(field);
}
