/* tool.h - what all iterators of gen/itertools.h have: sources that they own, and an end. */
#ifndef TOOL_H
#define TOOL_H

#include <gen/itertools.h>

enum { TOOL_SOURCES = 2 };

/* How a kind finds its next value: as an iterator's next method, but that it need not look after an end. */
typedef gen_status_t tool_find_t(gen_t *self, void *state, gen_value_t *out);

struct tool_kind {
    gen_iterator_t type; /* must come first: self->type is a kind */
    tool_find_t *find;
    void (*drop)(void *state); /* frees what it keeps besides its sources, once; NULL for nothing */
};

/* The state of each begins with this. */
struct tool {
    const struct tool_kind *kind;
    gen_t *source[TOOL_SOURCES]; /* owned; NULL when done */
    bool running;
    bool done; /* find may set it, too: an end by an exception */
};

#define TOOL_KIND(name, find, drop)                                                                                    \
    static const struct tool_kind name = {                                                                             \
        {"itertools." #name, gen_tool_next_, NULL, NULL, gen_tool_close_, gen_tool_destroy_}, find, drop}

/* Methods. */
gen_status_t gen_tool_next_(gen_t *self, void *state, gen_value_t *out);
gen_status_t gen_tool_close_(gen_t *self, void *state, gen_value_t *out);
void gen_tool_destroy_(void *state);

/* Makes one over so many sources, which are freed if it cannot be. */
gen_t *gen_tool_new_(struct tool *tool, size_t size, int sources);

/* A step of source i, whose exception becomes self's; a StopIteration that it raises is its end. */
gen_status_t gen_tool_pull_(gen_t *self, struct tool *tool, int i, gen_value_t *out);

/* Frees source i: there is nothing left to ask it for. */
void gen_tool_drop_(struct tool *tool, int i);

/* Refuses what is no source, in CPython's words, for good. */
gen_status_t gen_tool_not_iterable_(gen_t *self, struct tool *tool, gen_value_t value);

#endif
