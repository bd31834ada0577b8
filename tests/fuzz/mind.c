/* mind.c - decisions. */
#include "mind.h"

enum { MOST_ACTIONS = 6, DEEPEST = 4 };

const gen_exc_t *const mind_exceptions[EXCEPTIONS] = {GEN_VALUE_ERROR, GEN_STOP_ITERATION, GEN_GENERATOR_EXIT,
                                                      GEN_KEY_ERROR, GEN_RUNTIME_ERROR};

static uint32_t stir(struct mind *mind, uint32_t with)
{
    uint32_t x = mind->seed ^ (with * 0x9e3779b9U + 0x85ebca6bU);

    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    x ^= x >> 16;
    mind->seed = x;
    return x;
}

static uint32_t number_of(const gen_exc_t *type)
{
    uint32_t sum = 0;

    for (const char *p = type != NULL ? type->name : ""; *p != '\0'; p++)
        sum = sum * 31 + (unsigned char)*p;
    return sum;
}

static enum deed choose(const struct mind *mind, const struct limits *limits, uint32_t dice)
{
    enum deed deed = (enum deed)(dice % (DEEDS + 8));

    if (limits->fuel <= 0 || limits->ending)
        return RETURN;
    if (deed >= DEEDS || mind->actions > MOST_ACTIONS)
        return YIELD;
    if (limits->depth >= DEEPEST && deed >= DELEGATE)
        return YIELD;
    return deed;
}

struct action mind_decide(struct mind *mind, struct limits *limits, struct outcome met)
{
    struct action action;
    uint32_t dice;

    stir(mind, (uint32_t)met.status);
    stir(mind, (uint32_t)met.value);
    dice = stir(mind, number_of(met.type));
    limits->fuel--;
    action.deed = choose(mind, limits, dice % 1024);
    action.slot = (int)(dice >> 10) % SLOTS;
    action.value = 1 + (dice >> 13) % 100;
    action.type = mind_exceptions[(dice >> 20) % EXCEPTIONS];
    if (met.status == GEN_RAISED && (limits->ending || limits->fuel <= 0 || (dice >> 24) % 2 == 0)) {
        action.deed = RAISE;
        action.type = NULL;
    }
    mind->actions = action.deed == YIELD || action.deed == DELEGATE ? 0 : mind->actions + 1;
    return action;
}
