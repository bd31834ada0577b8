/* trace.c - what is known of the time that steps take: reports of slow ones, and the timeline. */
#include "async/internal.h"
#include <errno.h>

/* --- The timeline: JSON of the Trace Event Format, one array of events --- */

static void write_string(FILE *out, const char *s)
{
    fputc('"', out);
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;

        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < ' ')
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

/* One span in the row of a task. */
static void write_span(struct task *t, const char *name, const char *category, double begin, double end)
{
    FILE *out = t->future.loop->trace;

    fputs(",\n{\"name\": ", out);
    write_string(out, name);
    fprintf(out, ", \"cat\": \"%s\", \"ph\": \"X\", \"pid\": 1, \"tid\": %llu, \"ts\": %.3f, \"dur\": %.3f}", category,
            (unsigned long long)t->id, begin * 1e6, (end - begin) * 1e6);
}

static void write_row_name(struct task *t)
{
    FILE *out = t->future.loop->trace;

    fprintf(out, ",\n{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": 1, \"tid\": %llu, \"args\": {\"name\": ",
            (unsigned long long)t->id);
    write_string(out, gen_task_known_as_(t));
    fputs("}}", out);
}

static bool end_trace(gen_loop_t *loop)
{
    FILE *out = loop->trace;
    bool ok;

    loop->trace = NULL;
    if (out == NULL)
        return true;
    fputs("\n]\n", out);
    ok = !ferror(out);
    return fclose(out) == 0 && ok;
}

bool gen_loop_trace(gen_loop_t *loop, const char *path)
{
    GIVEN(loop);

    bool ok = end_trace(loop);

    if (path == NULL)
        return ok;
    loop->trace = fopen(path, "w");
    if (loop->trace == NULL)
        return false;
    fputs("[\n{\"name\": \"process_name\", \"ph\": \"M\", \"pid\": 1, \"args\": {\"name\": \"loop\"}}", loop->trace);
    loop->watched = true;
    for (struct gen_link_ *l = loop->tasks.next; l != &loop->tasks; l = l->next)
        CONTAINER_OF(l, struct task, link)->special |= SPECIAL_WATCHED;
    return true;
}

/* --- Steps --- */

void gen_watch_begin_(struct task *t, struct watch *watch)
{
    gen_loop_t *loop = t->future.loop;

    watch->begun = gen_loop_time(loop);
    watch->begun_real = loop->debug ? gen_real_time_() : 0;
    if (loop->trace == NULL)
        return;
    if (t->idle_what == NULL)
        write_row_name(t);
    else
        write_span(t, t->idle_what, "wait", t->idle_since, watch->begun);
}

void gen_watch_end_(struct task *t, const struct watch *watch)
{
    gen_loop_t *loop = t->future.loop;
    char message[256];
    double seconds;

    if (loop->trace != NULL)
        write_span(t, "run", "task", watch->begun, gen_loop_time(loop));
    if (!loop->debug)
        return;
    seconds = gen_real_time_() - watch->begun_real;
    if (seconds < loop->slow_step)
        return;
    snprintf(message, sizeof message, "Executing %s took %.3f seconds", gen_task_known_as_(t), seconds);
    gen_report_(loop, message, NULL, t->future.self);
}

void gen_watch_idle_(struct task *t)
{
    struct future *f = t->awaiting.future;

    t->idle_since = gen_loop_time(t->future.loop);
    if (t->wait != NULL)
        t->idle_what = t->wait->kind->what;
    else
        t->idle_what = f != NULL ? f->class->name : "ready";
}
