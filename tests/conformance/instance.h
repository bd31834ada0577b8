/* Instances of bodies and iterators: gen_t objects, each with a record of its name and variables. */
#ifndef GP_INSTANCE_H
#define GP_INSTANCE_H

#include "world.h"

/* The record. The object owns it and frees it when it is freed itself; main has one without an object. */
typedef struct gp_instance {
    gp_world_t *world;
    const gp_definition_t *definition;
    char *name; /* X.n */
    gen_value_t *variables;
} gp_instance_t;

gp_instance_t *gp_instance_new(gp_world_t *world, const gp_definition_t *definition, const char *name);
void gp_instance_free(gp_instance_t *instance);

/* A generator or iterator of the definition, and its record in *instance: one reference. */
gen_t *gp_object_new(gp_world_t *world, gp_definition_t *definition, const gp_instance_t **instance);

/* Fills in the table of functions of an iterator from the methods it declares. */
void gp_fill_vtable(gp_definition_t *iterator);

/*
 * What is sent to an iterator in place of None: gen_send() of None means next, for whatever it is given, but in Python
 * it.send(None) is a call of the method send like any other.
 */
gen_value_t gp_sent_none(void);

/* Whether an object is an iterator and not a generator. */
bool gp_is_iterator(const gp_instance_t *instance);

#endif
