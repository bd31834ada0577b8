/* How often each word occurs in a file, or in a few lines of Shakespeare's. */
#include <gen.h>
#include <gen/itertools.h>
#include <string.h>

static gen_value_t split(gen_t *self, gen_value_t line, void *arg)
{
    (void)self, (void)arg;
    return gen_ptr(gen_split(gen_as_str(line), NULL));
}

/* All words of the file, one after the other: no line is read before its words are asked for. */
static gen_t *words_of(FILE *file)
{
    return gen_chain_from(gen_map(gen_lines(file), split, NULL));
}

/* How many are equal to the first of these. */
static size_t run_of(const gen_value_t *words, size_t count)
{
    size_t run = 1;

    while (run < count && gen_value_equal(words[run], words[0]))
        run++;
    return run;
}

int main(int argc, char **argv)
{
    static char text[] = "tomorrow and tomorrow and tomorrow\ncreeps in this petty pace\nfrom day to day\n";
    FILE *file = argc > 1 ? fopen(argv[1], "r") : fmemopen(text, strlen(text), "r");
    gen_list_t words;

    if (file == NULL) {
        perror(argv[argc - 1]);
        return 1;
    }
    if (gen_sorted(words_of(file), &words, NULL) == GEN_RETURNED)
        for (size_t i = 0, run; i < words.count; i += run) {
            run = run_of(&words.items[i], words.count - i);
            printf("%zu %s\n", run, gen_as_str(words.items[i]));
        }
    gen_list_free(&words);
    fclose(file);
    return 0;
}
