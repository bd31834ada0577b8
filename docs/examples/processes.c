/* A pipeline of subprocesses: the output of one is written to the next, and its error output is caught. */
#include <gen/async.h>
#include <string.h>

/* Runs a command on some input. The output is good until the process is freed. */
static bool filter(gen_t *self, const char *command, const char *input, size_t size, gen_process_t **process,
                   gen_output_t *output)
{
    gen_process_attr_t attr = gen_process_attr();

    attr.std_in = attr.std_out = attr.std_err = GEN_PIPE;
    return gen_create_subprocess_shell(self, &attr, command, process) &&
           gen_process_communicate(self, *process, input, size, output);
}

static gen_status_t pipeline(gen_t *self, void *args)
{
    const char *fruit = "pear\napple\nfig\napple\n";
    gen_process_t *sort = NULL, *count = NULL;
    gen_output_t sorted, counted;
    int code = 0;
    bool ok = filter(self, "sort; echo sorted >&2", fruit, strlen(fruit), &sort, &sorted) &&
              filter(self, "uniq; exit 3", sorted.out, sorted.out_size, &count, &counted) &&
              gen_process_wait(self, count, &code);

    (void)args;
    if (ok)
        printf("%s%sexit code %d\n", sorted.err, counted.out, code);
    gen_process_free(sort);
    gen_process_free(count);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

int main(void)
{
    return gen_run(gen_coroutine(NULL, pipeline, NULL, 0), NULL, NULL) == GEN_RETURNED ? 0 : 1;
}
